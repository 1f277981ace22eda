import LookbackCEL
import LookbackTime

/// What time does to a case. It comes before what anybody does: whatever fell due by the moment of a command happens
/// first, in the order in which it fell due, however late the daemon looked.
extension Deliberation {
  /// What time may do to a case before one command of a person; more is left to the timers themselves.
  static let catchUpLimit = 1_000

  /// Fires everything that is due by now.
  mutating func catchUp() throws(Rejection) {
    var count = 0
    while let alarm = nextAlarm(upTo: nil) {
      guard count < Self.catchUpLimit else { throw .catchingUp(limit: Self.catchUpLimit) }
      count += 1
      try fire(alarm)
    }
  }

  /// Fires a timer that the case, as locked, still holds, and before it what fell due earlier or at the same instant
  /// and goes before it; the timer itself may be gone after that. Of very many the rest is left to the next timer.
  mutating func fireTimer(_ key: String, due: Moment) throws(Rejection) {
    guard let wanted = alarms().first(where: { $0.timer.key == key }), wanted.timer.due == due, due <= context.moment
    else { throw .timerGone(key: key) }
    var count = 0
    while count < Self.catchUpLimit, let alarm = nextAlarm(upTo: wanted.order) {
      count += 1
      try fire(alarm)
    }
  }

  private mutating func nextAlarm(upTo order: ScheduledTimer.Order?) -> ScheduledTimer? {
    let due = alarms().filter { $0.timer.due <= context.moment }
    let next = due.min { $0.order < $1.order }
    return next.flatMap { alarm in order.map { alarm.order <= $0 } ?? true ? alarm : nil }
  }

  private mutating func fire(_ alarm: ScheduledTimer) throws(Rejection) {
    try inTime(alarm.timer.due) { deliberation throws(Rejection) in
      try deliberation.happen(alarm)
      try deliberation.settle()
    }
  }

  /// Does something as what time did at that moment.
  mutating func inTime(
    _ due: Moment, _ body: (inout Deliberation) throws(Rejection) -> Void
  ) throws(Rejection) {
    let (actor, via) = (acting, recordedVia)
    (acting, recordedVia, alarmed) = (.engine, "timer", due)
    try body(&self)
    (acting, recordedVia, alarmed) = (actor, via, nil)
  }

  private mutating func happen(_ alarm: ScheduledTimer) throws(Rejection) {
    let track = current.tracks[alarm.track.value]
    let workflow = try workflow(of: track)
    let date = context.library.date(at: alarm.timer.due, in: workflow)
    if case .event(let event) = alarm.kind {
      return try happen(alarm, event, workflow, date: self.date(following: date, on: track, workflow))
    }
    record(
      alarm.eventName, on: track.id, from: track.state, to: track.state, date: date, actor: acting.description,
      [.fired(track.id, timer: alarm.mark)])
    announce(alarm, track, workflow)
  }

  /// A wait is over: its event happens, is refused by its guards for good and has not happened, or is blocked.
  mutating func happen(
    _ alarm: ScheduledTimer, _ event: EventDefinition, _ workflow: Workflow, date: CivilDate
  ) throws(Rejection) {
    let act = Act(track: alarm.track, event: event.name)
    try attempt(act, timer: alarm.mark, date) { deliberation throws(Rejection) in
      let track = deliberation.current.tracks[alarm.track.value]
      let (engine, fired) = (deliberation.acting.description, Change.fired(track.id, timer: alarm.mark))
      let view = deliberation.view(of: track, workflow)
      if let candidate = try deliberation.openCandidate(of: event, view) {
        try deliberation.take(event, candidate, on: track.id, workflow, date: date, actor: engine, [fired])
      } else {
        deliberation.record(
          Self.refusal(of: event.name), on: track.id, from: track.state, to: track.state, date: date, actor: engine,
          [fired])
      }
    }
  }

  private static let refusing = "refused "

  /// The name under which it stands in history that the guards of a timed event refused it when its time came.
  static func refusal(of event: String) -> String { refusing + event }

  /// The timed event of such a name; nil of another.
  static func event(ofRefusal name: String) -> String? {
    name.hasPrefix(refusing) ? String(name.dropFirst(refusing.count)) : nil
  }

  private mutating func announce(_ alarm: ScheduledTimer, _ track: Track, _ workflow: Workflow) {
    switch alarm.kind {
    case .reminder(let clock, let reminder, let due):
      remind(alarm, addresses(reminder.tell, track), on: track, about: clock.name, due: due)
    case .breach(let clock, let due):
      tell(.overdue, addresses(clock.breach?.tell ?? [], track), on: track.id, about: clock.name, due: due)
      send(clock.breach?.effects ?? [], alarm.eventName, on: track.id, workflow)
    case .approvalReminder(let reminder, let due):
      remind(alarm, addresses(reminder.tell, track), on: track, about: track.state, due: due)
    case .approvalDue(let breach, let due):
      tell(.reminder, addresses([.approvers], track), on: track.id, about: track.state, due: due)
      tell(.overdue, addresses(breach?.tell ?? [], track), on: track.id, about: track.state, due: due)
      send(breach?.effects ?? [], alarm.eventName, on: track.id, workflow)
    case .lookBack(let rule):
      guard isWanted(rule, track, workflow) else { return }
      let office = rule.who.flatMap { current.addresses(ofRole: $0, from: track, in: workflow) }
      tell(.lookBack, office, on: track.id, about: rule.name)
    case .lookBackReminder(let rule, let reminder, let due):
      guard isWanted(rule, track, workflow) else { return }
      remind(alarm, addresses(reminder.tell, track), on: track, about: rule.name, due: due)
    case .event: break
    }
  }

  private func isWanted(_ rule: LookBackRule, _ track: Track, _ workflow: Workflow) -> Bool {
    guard let condition = rule.condition else { return true }
    return (try? view(of: track, workflow).holds(condition)) ?? false
  }

  func addresses(_ recipients: [Recipient], _ track: Track) -> [Message.Address] {
    recipients.flatMap { current.addresses(of: $0, from: track, in: context.library) }
  }
}
