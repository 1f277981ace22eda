import LookbackCEL
import LookbackTime

/// What time does to a case. It comes before what anybody does: whatever fell due by the moment of a command happens
/// first, in the order in which it fell due, however late the daemon looked.
extension Deliberation {
  /// Fires everything that is due by now.
  mutating func catchUp() throws(Rejection) {
    while let alarm = nextAlarm(upTo: nil) { try fire(alarm) }
  }

  /// Fires a timer that the case, as locked, still holds, and before it what fell due earlier or at the same instant
  /// and goes before it; the timer itself may be gone after that.
  mutating func fireTimer(_ key: String, due: Moment) throws(Rejection) {
    guard let wanted = alarms().first(where: { $0.timer.key == key }), wanted.timer.due == due, due <= context.moment
    else { throw .timerGone(key: key) }
    while let alarm = nextAlarm(upTo: wanted.order) { try fire(alarm) }
  }

  private mutating func nextAlarm(upTo order: Alarm.Order?) -> Alarm? {
    let due = alarms().filter { $0.timer.due <= context.moment }
    let next = due.min { $0.order < $1.order }
    return next.flatMap { alarm in order.map { alarm.order <= $0 } ?? true ? alarm : nil }
  }

  private mutating func fire(_ alarm: Alarm) throws(Rejection) {
    let (actor, via) = (acting, recordedVia)
    (acting, recordedVia, alarmed) = (.engine, "timer", alarm.timer.due)
    try happen(alarm)
    try settle()
    (acting, recordedVia, alarmed) = (actor, via, nil)
  }

  private mutating func happen(_ alarm: Alarm) throws(Rejection) {
    let track = current.tracks[alarm.track.value]
    let workflow = try workflow(of: track)
    let day = context.library.date(at: alarm.timer.due, in: workflow)
    let fired = Change.fired(track.id, timer: alarm.mark)
    if case .event(let event) = alarm.kind {
      let date = date(following: day, on: track, workflow)
      let view = view(of: track, workflow)
      for candidate in event.candidates where isOpen(candidate, event, view) {
        try take(event, candidate, on: track.id, workflow, date: date, actor: acting.description, [fired])
        return
      }
    }
    record(
      alarm.eventName, on: track.id, from: track.state, to: track.state, date: day, actor: acting.description,
      [fired])
    announce(alarm, track, workflow)
  }

  private mutating func announce(_ alarm: Alarm, _ track: Track, _ workflow: Workflow) {
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
