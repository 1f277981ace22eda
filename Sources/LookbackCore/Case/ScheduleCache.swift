/// The schedules that the decisions of one batch have derived, so that none is derived twice. The cache changes only
/// how long decisions take: it returns a schedule only for a case that is equal to the one from which the schedule was
/// derived.
///
/// A cache belongs to one batch and so to one library.
package struct ScheduleCache: Sendable {
  /// The last decided state of each case.
  private var latest: [CaseID: CaseSchedule.Known] = [:]
  /// The case that was decided last, after and before its decision. The next case often has the same clocks.
  private(set) var precedents: [CaseSchedule.Known] = []

  package init() {}

  /// Returns the schedule of the case, and derives it if it is not known.
  package mutating func schedule(of current: Case, in library: Library) -> CaseSchedule {
    if let known = known(of: current) { return known }
    let schedule = CaseSchedule(current, in: library, from: precedents)
    latest[current.id] = CaseSchedule.Known(current: current, schedule: schedule)
    return schedule
  }

  func known(of current: Case) -> CaseSchedule? {
    guard let known = latest[current.id], known.current == current else { return nil }
    return known.schedule
  }

  /// Keeps the schedules of a case after and before a decision.
  mutating func keep(_ after: CaseSchedule.Known, since before: CaseSchedule.Known?) {
    latest[after.current.id] = after
    precedents = [after] + (before.map { [$0] } ?? [])
  }
}
