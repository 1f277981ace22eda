import LookbackTime

extension Case {
  /// Every clock that was ever started, and the terms of approvals under way, in the order of tracks.
  package func terms(in library: Library) -> [CaseDeadline] {
    tracks.flatMap { terms(of: $0, in: library, isTold: true) }
  }

  /// - Parameter isTold: whether each comes with the steps that explain it.
  package func terms(of track: Track, in library: Library, isTold: Bool = false) -> [CaseDeadline] {
    let clocks = deadlines(of: track, in: library, isTold: isTold)
    return clocks + [approvalTerm(of: track, in: library, isTold: isTold)].compactMap { $0 }
  }

  /// How long the approval of the track may take: derived as its reminders are, from the day on which its state was
  /// entered; nil where none is under way, or no time is set for it.
  func approvalTerm(of track: Track, in library: Library, isTold: Bool = false) -> CaseDeadline? {
    guard track.approval != nil, !track.isEnded, let workflow = library.workflow(track.workflow),
      let state = workflow.state(track.state), let rule = state.approval, let span = rule.due,
      let lapse = library.moment(span, after: track.entered, track.calendar, workflow),
      let calendar = library.calendar(track.calendar, of: workflow)
    else { return nil }
    let facts = ClockFacts(started: track.entered.on, pauses: [], extensions: [])
    let counted = try? Deadline.replay(facts, ClockRule(span: span, counting: .announced), calendar, isTold: isTold)
    // A span of hours has no last day of its own: it is over on the day of its last moment.
    let last = library.date(at: lapse.adding(microseconds: -1), in: workflow)
    guard let deadline = counted ?? (try? Deadline.fixed(last, calendar, isTold: isTold)) else { return nil }
    return CaseDeadline(
      approvalOf: state, workflow, rule, track, started: facts.started, deadline: deadline, lapse: lapse)
  }
}

extension CaseDeadline {
  /// What the term of an approval is called among clocks.
  private static let approval = "approval"

  /// A clock may be called so, too.
  package static func name(ofApprovalIn state: StateDefinition, _ workflow: Workflow) -> String {
    workflow.clock(approval) == nil ? approval : "\(approval) in \(state.name)"
  }

  fileprivate init(
    approvalOf state: StateDefinition, _ workflow: Workflow, _ rule: ApprovalRule, _ track: Track, started: CivilDate,
    deadline: Deadline, lapse: Moment
  ) {
    self.init(
      track: track.id, clock: Self.name(ofApprovalIn: state, workflow),
      title: Label(
        english: state.title.english.map { "approval (\($0))" } ?? Self.approval,
        chinese: state.title.chinese.map { "审批时限（\($0)）" } ?? "审批时限"),
      law: nil, isStatutory: false, started: started, countsHours: rule.due?.isPartOfDay ?? false, due: deadline.due,
      isProvisional: deadline.provisional,
      status: .running, stopped: nil, paused: nil, deadline: deadline, original: deadline.original,
      originalLapse: lapse, lapse: lapse,
      calendar: track.calendar, contradicts: nil, mark: rule.breach?.mark ?? "overdue", isDuty: true)
  }
}
