import LookbackCEL
import LookbackTime

/// What time does to a case. It comes before what anybody does: everything that fell due by the moment of a command
/// happens first, in the order of the due times, however late the daemon is.
extension Deliberation {
  /// The largest number of timers that fire before one command of a person. The timer service fires the others.
  static let catchUpLimit = 1_000

  /// Fires every timer that is due by now.
  /// - Throws: `catchingUp` if there are more than `catchUpLimit`.
  mutating func catchUp() throws(Rejection) {
    var count = 0
    while let scheduled = nextScheduledTimer(upTo: nil) {
      guard count < Self.catchUpLimit else { throw .catchingUp(limit: Self.catchUpLimit) }
      count += 1
      try fire(scheduled)
    }
  }

  /// Fires a timer that the locked case still has, and before it the timers that come first in order. One of those can
  /// remove the timer itself. After `catchUpLimit` timers the rest is left to later calls.
  /// - Throws: `timerGone` if the case no longer has the timer.
  mutating func fireTimer(_ key: String, due: Moment) throws(Rejection) {
    guard let wanted = scheduledTimers().first(where: { $0.timer.key == key }), wanted.timer.due == due,
      due <= context.moment
    else { throw .timerGone(key: key) }
    var count = 0
    while count < Self.catchUpLimit, let scheduled = nextScheduledTimer(upTo: wanted.order) {
      count += 1
      try fire(scheduled)
    }
  }

  private mutating func nextScheduledTimer(upTo order: ScheduledTimer.Order?) -> ScheduledTimer? {
    let scheduled = scheduledTimers()
    var next: Int?
    for index in scheduled.indices where scheduled[index].timer.due <= context.moment {
      if let earliest = next, scheduled[earliest].order <= scheduled[index].order { continue }
      next = index
    }
    guard let next, order.map({ scheduled[next].order <= $0 }) ?? true else { return nil }
    return scheduled[next]
  }

  private mutating func fire(_ scheduled: ScheduledTimer) throws(Rejection) {
    try inTime(scheduled.timer.due) { deliberation throws(Rejection) in
      try deliberation.happen(scheduled)
      try deliberation.settle()
    }
  }

  /// Performs `body` as an act of the engine at the due time of a timer.
  mutating func inTime(
    _ due: Moment, _ body: (inout Deliberation) throws(Rejection) -> Void
  ) throws(Rejection) {
    let (actor, via) = (acting, recordedVia)
    (acting, recordedVia, timerDue) = (.engine, "timer", due)
    try body(&self)
    (acting, recordedVia, timerDue) = (actor, via, nil)
  }

  private mutating func happen(_ scheduled: ScheduledTimer) throws(Rejection) {
    let track = current.tracks[scheduled.track.value]
    let workflow = try workflow(of: track)
    let date = context.library.date(at: scheduled.timer.due, in: workflow)
    if case .event(let event) = scheduled.kind {
      return try happen(scheduled, event, workflow, date: self.date(following: date, on: track, workflow))
    }
    record(
      scheduled.eventName, on: track.id, from: track.state, to: track.state, date: date, actor: acting.description,
      [.fired(track.id, timer: scheduled.mark)])
    announce(scheduled, track, workflow)
  }

  /// Fires the event of a wait that is over. It happens, or its guards refuse it for good and that is recorded, or it
  /// is blocked.
  mutating func happen(
    _ scheduled: ScheduledTimer, _ event: EventDefinition, _ workflow: Workflow, date: CivilDate
  ) throws(Rejection) {
    let act = Act(track: scheduled.track, event: event.name)
    try attempt(act, timer: scheduled.mark, date) { deliberation throws(Rejection) in
      let track = deliberation.current.tracks[scheduled.track.value]
      let (engine, fired) = (deliberation.acting.description, Change.fired(track.id, timer: scheduled.mark))
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

  /// The name in history of a timed event that its guards refused when its time came.
  static func refusal(of event: String) -> String { refusing + event }

  /// The timed event in such a name; nil for any other name.
  static func event(ofRefusal name: String) -> String? {
    name.hasPrefix(refusing) ? String(name.dropFirst(refusing.count)) : nil
  }

  private mutating func announce(_ scheduled: ScheduledTimer, _ track: Track, _ workflow: Workflow) {
    switch scheduled.kind {
    case .reminder(let clock, let reminder, let due):
      remind(scheduled, addresses(reminder.tell, track), on: track, about: clock.name, due: due)
    case .breach(let clock, let due):
      tell(.overdue, addresses(clock.breach?.tell ?? [], track), on: track.id, about: clock.name, due: due)
      send(clock.breach?.effects ?? [], scheduled.eventName, on: track.id, workflow)
    case .approvalReminder(let reminder, let due):
      remind(scheduled, addresses(reminder.tell, track), on: track, about: track.state, due: due)
    case .approvalDue(let breach, let due):
      tell(.reminder, addresses([.approvers], track), on: track.id, about: track.state, due: due)
      tell(.overdue, addresses(breach?.tell ?? [], track), on: track.id, about: track.state, due: due)
      send(breach?.effects ?? [], scheduled.eventName, on: track.id, workflow)
    case .lookBack(let rule):
      guard isWanted(rule, track, workflow) else { return }
      let office = rule.who.flatMap { current.addresses(ofRole: $0, from: track, in: workflow) }
      tell(.lookBack, office, on: track.id, about: rule.name)
    case .lookBackReminder(let rule, let reminder, let due):
      guard isWanted(rule, track, workflow) else { return }
      remind(scheduled, addresses(reminder.tell, track), on: track, about: rule.name, due: due)
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
