import LookbackTime

/// A timer of a case with what it is for.
struct Alarm {
  enum Kind {
    case reminder(ClockDefinition, Reminder, due: CivilDate)
    case breach(ClockDefinition, due: CivilDate)
    case approvalDue(CivilDate)
    case event(EventDefinition)
    case lookBack(LookBackRule)
  }
  /// Of what falls due at one instant, what the law counts goes before what the definition does: a term is overdue
  /// before the case lapses at the same midnight.
  struct Order: Comparable {
    let due: Moment
    let rank: Int
    let track: TrackID
    let key: String

    static func < (left: Order, right: Order) -> Bool {
      (left.due, left.rank, left.track, left.key) < (right.due, right.rank, right.track, right.key)
    }
  }

  let kind: Kind
  let track: TrackID
  let timer: Timer
  /// What is remembered when it has fired: a moved date is a new alarm.
  let mark: String

  var order: Order {
    let rank =
      switch kind {
      case .reminder: 0
      case .breach: 1
      case .approvalDue: 2
      case .lookBack: 3
      case .event: 4
      }
    return Order(due: timer.due, rank: rank, track: track, key: timer.key)
  }

  /// The name under which the firing stands in history.
  var eventName: String {
    switch kind {
    case .reminder(let clock, _, _): "remind \(clock.name)"
    case .breach(let clock, _): "\(clock.breach?.mark ?? "overdue") \(clock.name)"
    case .approvalDue: "remind approvers"
    case .event(let event): event.name
    case .lookBack(let rule): "due \(rule.name)"
    }
  }
}

extension Case {
  /// Every wake-up the case waits for, derived from its facts.
  package func timers(in library: Library) -> [Timer] { alarms(in: library).map(\.timer) }

  func alarms(in library: Library) -> [Alarm] { alarms(in: library, DeadlineBook(self, library)) }

  func alarms(in library: Library, _ deadlines: DeadlineBook) -> [Alarm] {
    var found: [Alarm] = []
    for track in tracks {
      guard let workflow = library.workflow(track.workflow) else { continue }
      if track.isEnded {
        if track.id == .root { found += lookBackAlarms(track, workflow, library) }
        continue
      }
      found += clockAlarms(track, workflow, library, deadlines)
      found += stateAlarms(track, workflow, library)
    }
    return found.filter { !tracks[$0.track.value].fired.contains($0.mark) }
  }

  private func clockAlarms(
    _ track: Track, _ workflow: Workflow, _ library: Library, _ deadlines: DeadlineBook
  ) -> [Alarm] {
    var found: [Alarm] = []
    for deadline in deadlines.of(track) where deadline.status == .running {
      guard let clock = workflow.clock(deadline.clock) else { continue }
      let key = "\(track.id):\(clock.name)"
      for (index, reminder) in clock.reminders.enumerated() {
        guard
          let date = reminder.date(around: deadline.due, library.calendar(deadline.calendar, of: workflow)),
          date > deadline.started
        else { continue }
        let timer = Timer(key: "\(key):remind:\(index)", due: library.startOfDay(date, in: workflow))
        let kind = Alarm.Kind.reminder(clock, reminder, due: deadline.due)
        found.append(Alarm(kind: kind, track: track.id, timer: timer, mark: "\(timer.key)@\(deadline.due)"))
      }
      guard clock.breach != nil else { continue }
      let timer = Timer(key: "\(key):breach", due: deadline.lapse)
      let kind = Alarm.Kind.breach(clock, due: deadline.due)
      found.append(Alarm(kind: kind, track: track.id, timer: timer, mark: "\(timer.key)@\(deadline.due)"))
    }
    return found
  }

  private func stateAlarms(_ track: Track, _ workflow: Workflow, _ library: Library) -> [Alarm] {
    guard let state = workflow.state(track.state) else { return [] }
    var found: [Alarm] = []
    for event in state.events {
      guard case .after(let span) = event.trigger,
        let due = library.moment(span, after: track.entered, track.calendar, workflow)
      else { continue }
      let timer = Timer(key: "\(track.id):after:\(event.name)", due: due)
      let mark = "\(timer.key)@\(track.entered.sequence)"
      found.append(Alarm(kind: .event(event), track: track.id, timer: timer, mark: mark))
    }
    if let span = state.approval?.due, track.approval != nil,
      let due = library.moment(span, after: track.entered, track.calendar, workflow)
    {
      let timer = Timer(key: "\(track.id):approval", due: due)
      let day = library.date(at: due, in: workflow)
      let mark = "\(timer.key)@\(track.entered.sequence)"
      found.append(Alarm(kind: .approvalDue(day), track: track.id, timer: timer, mark: mark))
    }
    return found
  }

  private func lookBackAlarms(_ track: Track, _ workflow: Workflow, _ library: Library) -> [Alarm] {
    workflow.lookBacks.compactMap { rule in
      guard let mark = track.marks[rule.afterEvent],
        let due = library.moment(rule.span, after: mark.last, track.calendar, workflow)
      else { return nil }
      let timer = Timer(key: "\(track.id):lookback:\(rule.name)", due: due)
      return Alarm(
        kind: .lookBack(rule), track: track.id, timer: timer, mark: "\(timer.key)@\(mark.last.sequence)")
    }
  }
}

extension Reminder {
  /// The day on which it goes out: in a recess it waits for the first day after it; a reminder that would then come
  /// too late to be one is left to the breach.
  fileprivate func date(around due: CivilDate, _ calendar: WorkCalendar?) -> CivilDate? {
    guard let calendar else { return nil }
    switch direction {
    case .before:
      let date = (try? calendar.date(span, before: due)).flatMap { calendar.afterRecess($0) }
      return date.flatMap { $0 <= due ? $0 : nil }
    case .after: return (try? calendar.date(span, after: due)).flatMap { calendar.afterRecess($0) }
    }
  }
}

extension Library {
  /// When a wait that began with `stamp` is over: to the microsecond for hours and minutes, at the legal midnight
  /// that ends the last day for calendar spans.
  func moment(_ span: Span, after stamp: Stamp, _ edition: CalendarEdition?, _ workflow: Workflow) -> Moment? {
    if let exact = span.microseconds { return stamp.at.adding(microseconds: exact) }
    guard let calendar = calendar(edition, of: workflow),
      let deadline = try? Deadline.replay(
        ClockFacts(started: stamp.on, pauses: [], extensions: []),
        ClockRule(span: span, counting: .announced, law: nil), calendar),
      let dayAfter = try? deadline.due.adding(days: 1)
    else { return nil }
    return startOfDay(dayAfter, in: workflow)
  }
}
