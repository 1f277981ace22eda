import LookbackCEL
import LookbackTime

/// A decision in the making: the case as it would stand, and what has happened so far.
struct Deliberation {
  let command: Command
  let context: DecisionContext
  var current: Case { didSet { outlook = nil } }
  /// Of the case as it stands; nil until somebody asks.
  private var outlook: CaseOutlook?
  /// Of the case as it was given.
  private var first: CaseOutlook.Known?
  var events: [CaseEvent] = []
  var messages: [Message] = []
  var drawn: [RegisterKey: Int] = [:]
  /// Who does what happens now: the command's actor, or the engine while time does it.
  var acting: Actor
  var recordedVia: String
  /// In whose right the actor does what was asked.
  var capacity = Capacity.own
  /// Automatic steps of the instant that is being settled.
  var steps = StepCount()
  /// Tracks that have had their share of automatic steps in this command.
  var spent: Set<TrackID> = []
  /// What time or the engine could not do, with the number of the event at which it was tried.
  var refused: [Act: Int64] = [:]
  /// What this command has recorded as blocked: a thing is said once.
  var blocked: Set<Act> = []
  /// The case as it was when lists and expressions were last followed.
  var followed: Case

  init(_ command: Command, on current: Case?, _ context: DecisionContext) throws(Rejection) {
    guard let current else { throw .unknownCase }
    if let expected = command.expected, expected != current.sequence {
      throw .stale(expected: expected, actual: current.sequence)
    }
    self.command = command
    self.context = context
    self.current = current
    acting = command.actor
    recordedVia = command.via
    followed = current
    outlook = context.outlook
    first = outlook.map { CaseOutlook.Known(current: current, outlook: $0) }
  }

  private init(opening command: Command, _ context: DecisionContext) {
    self.command = command
    self.context = context
    acting = command.actor
    recordedVia = command.via
    current = Case(id: command.target, tenant: command.tenant, sequence: 0, opened: context.moment, tracks: [])
    followed = current
  }

  static func opening(
    _ command: Command, workflow name: String, data: [String: Value], _ context: DecisionContext
  ) throws(Rejection) -> Transition {
    guard let workflow = context.library.latest(name), let first = workflow.states.first else {
      throw .unknownWorkflow(name: name, known: context.library.workflowNames)
    }
    var deliberation = Deliberation(opening: command, context)
    try deliberation.openRoot(workflow, first, data)
    return try deliberation.concluded()
  }

  private mutating func openRoot(
    _ workflow: Workflow, _ first: StateDefinition, _ data: [String: Value]
  ) throws(Rejection) {
    let on = try businessDate(in: workflow)
    let values = try workflow.checked(data, context.directory)
    let missing = workflow.fields.filter { $0.isRequired && values[$0.name] == nil }.map(\.name)
    guard missing.isEmpty else { throw .missing(fields: missing) }
    var changes: [Change] = [
      .opened(
        .init(
          track: .root, parent: nil, group: "", workflow: workflow.reference, unit: nil, state: first.name))
    ]
    changes += values.sorted { $0.key < $1.key }.map { .set(.root, field: $0.key, $0.value) }
    record("open", on: .root, from: "", to: first.name, date: on, actor: command.actor.description, changes)
    try arrive(at: first, on: .root, workflow, date: on)
    try requireUnheld(changes)
  }

  /// Runs the automatic steps to rest and hands over what was decided.
  mutating func concluded() throws(Rejection) -> Transition {
    try settle()
    shareAllowance()
    return Transition(
      events: events, result: current, messages: messages, drawn: drawn,
      foresight: (Foresight(first?.outlook), Foresight(outlook)))
  }

  /// What is left of the allowance of the signal that led here is divided among those that it leads to.
  private mutating func shareAllowance() {
    let signals = messages.indices.filter { messages[$0].topic == .signal }
    guard !signals.isEmpty else { return }
    let used = SignalAllowance.used(byEachOf: signals.count, after: command.origin?.used)
    for index in signals { messages[index].used = used }
  }

  /// The alarms of the case as it stands.
  mutating func alarms() -> [Alarm] {
    if let outlook { return outlook.alarms }
    var known = context.precedents
    if let first { known.insert(first, at: 0) }
    let derived = CaseOutlook(current, in: context.library, from: known)
    outlook = derived
    if events.isEmpty { first = CaseOutlook.Known(current: current, outlook: derived) }
    return derived.alarms
  }

  /// Adds one event and applies it.
  mutating func record(
    _ name: String, on track: TrackID, from: String, to: String, date: CivilDate, actor: String, _ changes: [Change]
  ) {
    let event = CaseEvent(
      sequence: current.sequence + 1, at: context.moment, on: date, track: track, name: name, from: from, to: to,
      actor: actor, via: recordedVia, command: command.id, changes: changes,
      behalf: acting == command.actor && actor == command.actor.description ? capacity.behalf : nil)
    events.append(event)
    current.apply(event)
  }

  /// Adds facts to the event recorded last: what follows from entering a state belongs to the entering.
  mutating func amend(_ changes: [Change]) {
    guard !changes.isEmpty, let last = events.indices.last else { return }
    events[last].changes += changes
    current.apply(changes, events[last].stamp)
  }

  mutating func tell(
    _ topic: Message.Topic, _ addresses: [Message.Address], on track: TrackID, about: String, due: CivilDate? = nil
  ) {
    let to = addresses.distinct
    guard !to.isEmpty else { return }
    messages.append(
      Message(sequence: current.sequence, topic: topic, to: to, track: track, about: about, due: due))
  }

  /// Sends a signal to each of the cases.
  mutating func signal(_ event: String, _ targets: [CaseID], on track: TrackID) {
    for target in targets {
      messages.append(
        Message(
          sequence: current.sequence, topic: .signal, to: [.case(target)], track: track, about: event, due: nil,
          used: 0))
    }
  }

  /// The business date of the command: given and neither in the future nor before the case, or today.
  func businessDate(in workflow: Workflow) throws(Rejection) -> CivilDate {
    let today = context.library.date(at: context.moment, in: workflow)
    guard let on = command.on else { return today }
    guard on <= today else { throw .inTheFuture(on, today: today) }
    if let opened = current.tracks.first?.marks["open"]?.last.on, on < opened { throw .beforeTheCase(on) }
    return on
  }

  func workflow(of track: Track) throws(Rejection) -> Workflow {
    guard let workflow = context.library.workflow(track.workflow) else {
      throw .unknownWorkflow(name: track.workflow.description)
    }
    return workflow
  }

  func view(of track: Track, _ workflow: Workflow) -> CaseView {
    CaseView(
      current: current, track: track, workflow: workflow, actor: acting, sender: command.origin?.sender,
      context: context)
  }
}
