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
  /// The numbers drawn so far, by the text that was made of each.
  var numbers: [String: DrawnNumber] = [:]
  /// The unique values taken so far.
  var claims: Set<UniqueValue> = []
  /// Of the root, before the command.
  let dataBefore: [String: Value]
  /// Who does what happens now: the command's actor, or the engine while time does it.
  var acting: Actor
  var recordedVia: String
  /// The moment at which what happens now fell due, while time does it.
  var alarmed: Moment?
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
    dataBefore = current.root.data
    acting = command.actor
    recordedVia = command.via
    followed = current
    outlook = context.outlook
    first = outlook.map { CaseOutlook.Known(current: current, outlook: $0) }
  }

  init(opening command: Command, _ context: DecisionContext) {
    self.command = command
    self.context = context
    dataBefore = [:]
    acting = command.actor
    recordedVia = command.via
    current = Case(id: command.target, sequence: 0, opened: context.moment, tracks: [])
    followed = current
  }

  /// Runs the automatic steps to rest and hands over what was decided.
  mutating func concluded() throws(Rejection) -> Transition {
    try settle()
    try takeUniqueValues()
    shareAllowance()
    return Transition(
      events: events, result: current, messages: messages, drawn: drawn, claims: claims,
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
