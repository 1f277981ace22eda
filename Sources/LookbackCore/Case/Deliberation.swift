import LookbackCEL
import LookbackTime

/// A decision in progress: the case as it would become, and the events and messages so far.
package struct Deliberation {
  let command: Command
  let context: DecisionContext
  var current: Case { didSet { schedule = nil } }
  /// The schedule of `current`; nil until it is needed.
  private var schedule: CaseSchedule?
  /// The case as it was given; nil for an opening.
  let before: Case?
  /// The schedule of `before`; nil until it is needed.
  private var scheduleBefore: CaseSchedule?
  /// What the earlier decisions of the batch have derived.
  private var schedules: ScheduleCache
  var events: [CaseEvent] = []
  var messages: [Message] = []
  var drawn: [RegisterKey: Int] = [:]
  /// The numbers drawn so far, by the texts that were made of them.
  var numbers: [String: DrawnNumber] = [:]
  /// The actor of the present event: that of the command, or the engine for timers and automatic steps.
  var acting: Actor
  var recordedVia: String
  /// The due time of the timer that fires now; nil if none does.
  var timerDue: Moment?
  /// In whose right the actor of the command acts.
  var capacity = ActingAs.own
  /// The number of automatic steps at the present instant.
  var steps = StepCount()
  /// The tracks that have used up their automatic steps in this command.
  var spent: Set<TrackID> = []
  /// The refused events of timers and of the engine, with the sequence number of the case when they were tried.
  var refused: [Act: Int64] = [:]
  /// The events that this command has recorded as blocked, so that each is recorded once.
  var blocked: Set<Act> = []
  /// The case at the last call of `follow`.
  var followed: Case

  /// - Parameter schedules: the cache, which is moved into the deliberation until `giveBack`.
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

  /// Moves the cache back to the caller.
  mutating func giveBack(_ schedules: inout ScheduleCache) { swap(&self.schedules, &schedules) }

  /// Performs the automatic steps until none is left, and returns the decision.
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

  /// Divides what is left of the signal's allowance among the signals that this command sends.
  private mutating func shareAllowance() {
    let signals = messages.indices.filter { messages[$0].topic == .signal }
    guard !signals.isEmpty else { return }
    let used = SignalAllowance.used(byEachOf: signals.count, after: command.origin?.used)
    for index in signals { messages[index].used = used }
  }

  /// The timers of the case in its present state.
  mutating func scheduledTimers() -> [ScheduledTimer] { currentSchedule().scheduledTimers }

  private mutating func currentSchedule() -> CaseSchedule {
    if let schedule { return schedule }
    let derived: CaseSchedule
    if events.isEmpty {
      derived = schedules.schedule(of: current, in: context.library)
      scheduleBefore = derived
    } else {
      var earlier: CaseSchedule.Known?
      if let before, let scheduleBefore { earlier = CaseSchedule.Known(current: before, schedule: scheduleBefore) }
      derived = CaseSchedule(current, in: context.library, from: earlier, schedules)
    }
    schedule = derived
    return derived
  }

  /// Adds an event and applies it.
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

  /// Adds facts to the last event, for example those that follow from entering a state.
  mutating func amend(_ changes: [Change]) {
    guard !changes.isEmpty, let last = events.indices.last else { return }
    events[last].changes += changes
    current.apply(changes, events[last].stamp)
  }

  /// Adds a message to these addresses, unless there are none.
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
