/// The schedules of cases that were decided with it, so that none is derived twice. It changes nothing but the time that
/// deciding takes: a schedule is taken for a case only if the case is the very one it was derived from.
///
/// It belongs to one batch, and so to one library: it keeps what was derived until the batch is over.
package struct ScheduleCache: Sendable {
  /// Of each case as it stood when it was decided last.
  private var latest: [CaseID: CaseSchedule.Known] = [:]
  /// Of the case that was decided last, as it stands now and as it stood before: the next one often has the same clocks.
  private(set) var precedents: [CaseSchedule.Known] = []

  package init() {}

  /// The schedule of the case, derived unless it is known.
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

  /// Keeps the schedule of a case as a decision left it, and of the same case as it stood before.
  mutating func keep(_ after: CaseSchedule.Known, since before: CaseSchedule.Known?) {
    latest[after.current.id] = after
    precedents = [after] + (before.map { [$0] } ?? [])
  }
}
