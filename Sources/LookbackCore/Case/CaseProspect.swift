package import LookbackTime

/// What a case waits for, derived in one go: timers, work items and due date share its deadlines, which cost most.
package struct CaseProspect: Sendable {
  package let timers: [Timer]
  package let workItems: [WorkItem]
  /// The earliest due date of a duty whose clock still runs.
  package let nextDue: CivilDate?

  package init(_ current: Case, in library: Library) {
    let deadlines = DeadlineBook(current, library)
    timers = current.alarms(in: library, deadlines).map(\.timer)
    workItems = current.workItems(in: library, deadlines)
    nextDue = deadlines.nextDue
  }
}

/// The deadlines of a case by track, each counted once.
struct DeadlineBook {
  private let byTrack: [[CaseDeadline]]

  init(_ current: Case, _ library: Library) {
    byTrack = current.tracks.map { current.deadlines(of: $0, in: library) }
  }

  func of(_ track: Track) -> [CaseDeadline] { byTrack[track.id.value] }

  var nextDue: CivilDate? {
    byTrack.joined().filter { $0.isDuty && $0.status != .stopped }.map(\.due).min()
  }
}
