/// What a case waits for, derived in one go: timers, work items and due date share its deadlines, which cost most.
package struct CaseProspect: Sendable {
  package let timers: [Timer]
  package let workItems: [WorkItem]
  /// Of the duties whose clocks run, or stood still only when it was too late, and of approvals.
  package let urgency: Urgency

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
    urgency = outlook.urgency
  }
}

/// The deadlines of one track, and which of its duties comes first.
struct TrackDeadlines: Sendable {
  let all: [CaseDeadline]
  /// Of those whose clocks run.
  let running: Urgency
  /// Of those whose clocks run, or stood still only when it was too late.
  let pressing: Urgency

  init(_ all: [CaseDeadline]) {
    self.all = all
    running = Urgency(all.lazy.filter { $0.status == .running })
    pressing = Urgency(all.lazy.filter(\.isPressing))
  }
}
