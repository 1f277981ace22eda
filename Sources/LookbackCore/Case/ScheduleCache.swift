/// The schedules of the case that was decided last, after and before its decision. A batch is sorted by case, so the next
/// command often meets the same case, or a case that has the same clocks. The cache changes only how long decisions take:
/// it returns a schedule only for a case that is equal to the one from which the schedule was derived.
///
/// A cache belongs to one batch and so to one library.
package struct ScheduleCache: Sendable {
  private(set) var after: CaseSchedule.Known?
  private(set) var before: CaseSchedule.Known?

  package init() {}

  /// Returns the schedule of the case, and derives it if it is not known.
  package func schedule(of current: Case, in library: Library) -> CaseSchedule {
    if let after, after.current == current { return after.schedule }
    if let before, before.current == current { return before.schedule }
    return CaseSchedule(current, in: library, from: nil, self)
  }

  /// Keeps the schedules of a case after and before a decision.
  mutating func keep(_ after: CaseSchedule.Known, since before: CaseSchedule.Known?) {
    self.after = after
    self.before = before
  }
}
