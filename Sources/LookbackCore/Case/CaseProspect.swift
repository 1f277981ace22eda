package import LookbackTime

/// What a case waits for, derived in one go: timers, work items and due date share its deadlines, which cost most.
package struct CaseProspect: Sendable {
  package let timers: [Timer]
  package let workItems: [WorkItem]
  /// The earliest due date of a duty whose clock runs, or stood still only when it was too late.
  package let nextDue: CivilDate?

  /// Of the case and its outlook, for the one who derives that of the case as it stands after it.
  private let basis: CaseOutlook.Known

  /// - Parameters:
  ///   - known: the outlook of the very same case, where a decision has already derived it.
  ///   - earlier: of the case as it stood before.
  package init(_ current: Case, in library: Library, known: CaseOutlook? = nil, since earlier: CaseProspect? = nil) {
    let outlook = known ?? CaseOutlook(current, in: library, from: Precedents(earlier: earlier?.basis))
    basis = CaseOutlook.Known(current: current, outlook: outlook)
    timers = outlook.alarms.map(\.timer)
    workItems = current.workItems(in: library, outlook.deadlines)
    nextDue = outlook.deadlines.nextDue
  }
}

/// The deadlines of a case by track, each counted once.
struct DeadlineBook {
  private let byTrack: [[CaseDeadline]]

  init(_ current: Case, _ library: Library, from known: Precedents = Precedents()) {
    byTrack = current.tracks.map { track in
      known.deadlines(of: track, in: library) ?? current.deadlines(of: track, in: library)
    }
  }

  func of(_ track: Track) -> [CaseDeadline] { byTrack[track.id.value] }

  var nextDue: CivilDate? {
    byTrack.joined().lazy.filter { $0.isDuty && $0.isPressing }.map(\.due).min()
  }
}
