import LookbackTime

extension Case {
  /// Returns every clock that was ever started and the terms of approvals underway, in the order of tracks.
  package func terms(in library: Library) -> [CaseDeadline] {
    tracks.flatMap { terms(of: $0, in: library, isTold: true) }
  }

  /// - Parameter isTold: whether each deadline comes with the steps that explain it.
  package func terms(of track: Track, in library: Library, isTold: Bool = false) -> [CaseDeadline] {
    let clocks = deadlines(of: track, in: library, isTold: isTold)
    return clocks + [approvalTerm(of: track, in: library, isTold: isTold)].compactMap { $0 }
  }

  /// The term of the track's approval, counted from the day on which the state was entered, as its reminders are; nil
  /// if no approval is underway or the definition sets no term.
  func approvalTerm(of track: Track, in library: Library, isTold: Bool = false) -> CaseDeadline? {
    guard track.approval != nil, !track.isEnded, let workflow = library.workflow(track.workflow),
      let state = workflow.state(track.state), let rule = state.approval, let span = rule.due,
      let lapse = library.moment(span, after: track.entered, track.calendar, workflow),
      let calendar = library.calendar(track.calendar, of: workflow)
    else { return nil }
    let facts = ClockFacts(started: track.entered.on, pauses: [], extensions: [])
    let counted = try? Deadline.replay(facts, ClockRule(span: span, counting: .announced), calendar, isTold: isTold)
    // A term in hours has no last day of its own: its due date is the day of its last moment.
    let last = library.date(at: lapse.adding(microseconds: -1), in: workflow)
    guard let deadline = counted ?? (try? Deadline.fixed(last, calendar, isTold: isTold)) else { return nil }
    return CaseDeadline(
      approvalOf: state, workflow, rule, track, started: facts.started, deadline: deadline, lapse: lapse)
  }
}

extension CaseDeadline {
  /// The name of an approval's term among the clocks.
  private static let approval = "approval"

  /// The name of an approval's term. If a clock has the same name, the state's name is added.
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
