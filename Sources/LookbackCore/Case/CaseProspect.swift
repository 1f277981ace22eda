package import LookbackTime

/// What a case waits for, derived in one go: timers, work items and due date share its deadlines, which cost most.
package struct CaseProspect: Sendable {
  package let timers: [Timer]
  package let workItems: [WorkItem]
  /// The earliest due date of a duty whose clock runs, or stood still only when it was too late, or of an approval.
  package let nextDue: CivilDate?

  /// Of the case and its outlook, for the one who derives that of the case as it stands after it.
  private let basis: CaseOutlook.Known

  /// - Parameters:
  ///   - known: the outlook of the very same case, where a decision has already derived it.
  ///   - earlier: of the case as it stood before.
  package init(_ current: Case, in library: Library, known: CaseOutlook? = nil, since earlier: CaseProspect? = nil) {
    let outlook = known ?? CaseOutlook(current, in: library, from: earlier.map { [$0.basis] } ?? [])
    basis = CaseOutlook.Known(current: current, outlook: outlook)
    timers = outlook.alarms.map(\.timer)
    workItems = current.workItems(in: library, outlook)
    nextDue = outlook.nextDue
  }
}

/// The deadlines of one track, and which of its duties comes first.
struct TrackDeadlines: Sendable {
  let all: [CaseDeadline]
  /// Of those whose clocks run.
  let nextRunning: CivilDate?
  /// Of those whose clocks run, or stood still only when it was too late.
  let nextPressing: CivilDate?

  init(_ all: [CaseDeadline]) {
    self.all = all
    let duties = all.filter(\.isDuty)
    nextRunning = duties.filter { $0.status == .running }.map(\.due).min()
    nextPressing = duties.filter(\.isPressing).map(\.due).min()
  }
}
