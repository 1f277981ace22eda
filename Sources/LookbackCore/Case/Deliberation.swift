import LookbackCEL
import LookbackTime

/// A decision in the making: the case as it would stand, and what has happened so far.
package struct Deliberation {
  let command: Command
  let context: DecisionContext
  var current: Case { didSet { schedule = nil } }
  /// Of the case as it stands; nil until somebody asks.
  private var schedule: CaseSchedule?
  /// The case as it was given; nil for one that is opened.
  let before: Case?
  /// Of the case as it was given; nil until somebody asks.
  private var scheduleBefore: CaseSchedule?
  /// What other decisions have derived.
  private var schedules: ScheduleCache
  var events: [CaseEvent] = []
  var messages: [Message] = []
  var drawn: [RegisterKey: Int] = [:]
  /// The numbers drawn so far, by the text that was made of each.
  var numbers: [String: DrawnNumber] = [:]
  /// Who does what happens now: the command's actor, or the engine while time does it.
  var acting: Actor
  var recordedVia: String
  /// The moment at which what happens now fell due, while time does it.
  var alarmed: Moment?
  /// In whose right the actor does what was asked.
  var capacity = ActingAs.own
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

  /// - Parameter schedules: lent until the decision is made.
  init(
    _ command: Command, on current: Case?, _ context: DecisionContext, _ schedules: inout ScheduleCache
  ) throws(Rejection) {
    if case .open = command.request {
      self.current = Case(id: command.target, sequence: 0, opened: context.moment, tracks: [])
      before = nil
    } else {
      guard let current else { throw .unknownCase }
      if let expected = command.expected, expected != current.sequence {
        throw .stale(expected: expected, actual: current.sequence)
      }
      self.current = current
      before = current
    }
    self.command = command
    self.context = context
    acting = command.actor
    recordedVia = command.via
    followed = self.current
    self.schedules = ScheduleCache()
    swap(&self.schedules, &schedules)
  }

  /// Gives back what was lent.
  mutating func giveBack(_ schedules: inout ScheduleCache) { swap(&self.schedules, &schedules) }

  /// Runs the automatic steps to rest and hands over what was decided.
  mutating func concluded() throws(Rejection) -> Transition {
    try settle()
    try requireUnique()
    shareAllowance()
    let after = CaseSchedule.Known(current: current, schedule: currentSchedule())
    let before = before.map { given in
      CaseSchedule.Known(
        current: given, schedule: scheduleBefore ?? schedules.schedule(of: given, in: context.library))
    }
    let writes =
      events.isEmpty
      ? CaseWrites(urgency: after.schedule.urgency)
      : CaseWrites(from: before, to: after, by: events, in: context.library)
    schedules.keep(after, since: before)
    return Transition(events: events, result: current, messages: messages, drawn: drawn, writes: writes)
  }

  /// What is left of the allowance of the signal that led here is divided among those that it leads to.
  private mutating func shareAllowance() {
    let signals = messages.indices.filter { messages[$0].topic == .signal }
    guard !signals.isEmpty else { return }
    let used = SignalAllowance.used(byEachOf: signals.count, after: command.origin?.used)
    for index in signals { messages[index].used = used }
  }

  /// The alarms of the case as it stands.
  mutating func alarms() -> [ScheduledTimer] { currentSchedule().alarms }

  private mutating func currentSchedule() -> CaseSchedule {
    if let schedule { return schedule }
    let derived: CaseSchedule
    if events.isEmpty {
      derived = schedules.schedule(of: current, in: context.library)
      scheduleBefore = derived
    } else {
      var known = schedules.precedents
      if let before, let scheduleBefore {
        known.insert(CaseSchedule.Known(current: before, schedule: scheduleBefore), at: 0)
      }
      derived = CaseSchedule(current, in: context.library, from: known)
    }
    schedule = derived
    return derived
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
