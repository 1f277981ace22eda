extension ModelCase {
  /// Something that time will do, on the first moment of a day. What the law counts goes first.
  struct ScheduledTimer {
    enum Kind {
      case reminder(clock: Int, place: Int)
      case breach(clock: Int)
      case approvers
      case wait(ModelWorkflow.Event)
    }
    var day: Int
    var kind: Kind
    var mark = ""

    var rank: Int {
      switch kind {
      case .reminder: 0
      case .breach: 1
      case .approvers: 2
      case .wait: 3
      }
    }
  }

  /// All that the case waits for.
  var alarms: [ScheduledTimer] {
    guard !isEnded else { return [] }
    var found: [ScheduledTimer] = []
    for (place, clock) in workflow.clocks.enumerated() {
      guard let run = clocks[clock.name], run.isRunning else { continue }
      let due = run.due(clock.span)
      for (number, reminder) in clock.reminders.enumerated() {
        let day =
          reminder.isBefore
          ? ModelDays.subtract(reminder.span, from: due) : ModelDays.add(reminder.span, to: due)
        let alarm = ScheduledTimer(day: day, kind: .reminder(clock: place, place: number), mark: "\(number)@\(due)")
        if day > run.started, !run.fired.contains(alarm.mark) { found.append(alarm) }
      }
      let breach = ScheduledTimer(day: due + 1, kind: .breach(clock: place), mark: "breach@\(due)")
      if clock.hasBreach, !run.fired.contains(breach.mark) { found.append(breach) }
    }
    if let span = workflow.states[state].approval?.due, let open = approval, !open.hasReminded {
      found.append(ScheduledTimer(day: ModelDays.add(span, to: entered) + 1, kind: .approvers))
    }
    for event in workflow.states[state].events {
      guard case .wait(let span) = event.trigger, !waited.contains(event.name) else { continue }
      found.append(ScheduledTimer(day: ModelDays.add(span, to: entered) + 1, kind: .wait(event)))
    }
    return found
  }

  /// Lets everything happen that is due by the end of a day.
  mutating func advance(to today: Int) {
    while let next = alarms.enumerated().filter({ $0.element.day <= today })
      .min(by: { ($0.element.day, $0.element.rank, $0.offset) < ($1.element.day, $1.element.rank, $1.offset) })
    {
      now = max(now, next.element.day)
      happen(next.element)
      settle(on: next.element.day)
    }
  }

  /// Whether whoever is told is told by a later reminder of the same clock that is due by now, too. The breach tells
  /// somebody else.
  private func isSuperseded(_ alarm: ScheduledTimer) -> Bool {
    guard case .reminder(let place, let number) = alarm.kind else { return false }
    let reminders = workflow.clocks[place].reminders
    return alarms.contains { other in
      guard case .reminder(place, let later) = other.kind, other.day > alarm.day, other.day <= now else { return false }
      return reminders[later].tell == reminders[number].tell
    }
  }

  private mutating func happen(_ alarm: ScheduledTimer) {
    switch alarm.kind {
    case .reminder(let place, let number):
      let clock = workflow.clocks[place]
      clocks[clock.name]?.fired.insert(alarm.mark)
      log.append("remind \(clock.name)")
      if !isSuperseded(alarm) { told.append("reminder \(clock.name) p\(clock.reminders[number].tell)@desk") }
    case .breach(let place):
      let clock = workflow.clocks[place]
      clocks[clock.name]?.fired.insert(alarm.mark)
      log.append("overdue \(clock.name)")
      told.append("overdue \(clock.name) p0@desk")
    case .approvers:
      approval?.hasReminded = true
      log.append("remind approvers")
      for role in shown.sorted() { told.append("reminder s\(state) p\(role)@desk") }
    case .wait(let event):
      guard let candidate = event.candidates.first(where: { holds($0.condition) }) else {
        waited.insert(event.name)
        log.append("refused \(event.name)")
        return
      }
      take(event, candidate, by: nil, on: alarm.day)
    }
  }
}
