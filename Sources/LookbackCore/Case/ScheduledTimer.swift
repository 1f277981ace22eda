import LookbackTime

/// A timer of a case, with its purpose.
package struct ScheduledTimer {
  indirect enum Kind {
    case reminder(ClockDefinition, Reminder, due: CivilDate)
    case breach(ClockDefinition, due: CivilDate)
    case approvalReminder(Reminder, due: CivilDate)
    case approvalDue(Breach?, due: CivilDate)
    case event(EventDefinition)
    case lookBack(LookBackRule)
    case lookBackReminder(LookBackRule, Reminder, due: CivilDate)
  }
  /// The order of timers. Of those that are due at the same instant, statutory ones come before those of the
  /// definition: a term is overdue before the case lapses at the same midnight.
  package struct Order: Comparable {
    let due: Moment
    let rank: Int
    let track: TrackID
    let key: String

    package static func < (left: Order, right: Order) -> Bool {
      (left.due, left.rank, left.track, left.key) < (right.due, right.rank, right.track, right.key)
    }
  }

  let kind: Kind
  package let track: TrackID
  package let timer: Timer
  /// The mark that the track keeps when the timer has fired. A moved date makes another timer.
  let mark: String

  package var order: Order {
    let rank =
      switch kind {
      case .reminder: 0
      case .breach: 1
      case .approvalReminder: 2
      case .approvalDue: 3
      case .lookBackReminder: 4
      case .lookBack: 5
      case .event: 6
      }
    return Order(due: timer.due, rank: rank, track: track, key: timer.key)
  }

  /// The name of the firing in history.
  package var eventName: String {
    switch kind {
    case .reminder(let clock, _, _): "remind \(clock.name)"
    case .breach(let clock, _): "\(clock.breach?.mark ?? "overdue") \(clock.name)"
    case .approvalDue(let breach?, _): "\(breach.mark) approval"
    case .approvalReminder, .approvalDue(nil, _): ScheduledTimer.remindApprovers
    case .event(let event): event.name
    case .lookBack(let rule): "due \(rule.name)"
    case .lookBackReminder(let rule, _, _): "remind \(rule.name)"
    }
  }

  static let remindApprovers = "remind approvers"
}

extension Case {
  /// Returns every timer that the case needs, derived from its facts.
  package func timers(in library: Library) -> [Timer] { scheduledTimers(in: library).map(\.timer) }

  /// Returns the same timers, each with its purpose.
  package func scheduledTimers(in library: Library) -> [ScheduledTimer] {
    CaseSchedule(self, in: library).scheduledTimers
  }

  /// - Parameter clocks: the schedules of the clocks, by track number.
  func scheduledTimers(in library: Library, ofClocks clocks: [TrackSchedule]) -> [ScheduledTimer] {
    var found: [ScheduledTimer] = []
    for track in tracks {
      guard let workflow = library.workflow(track.workflow) else { continue }
      let fired = track.fired
      func add(_ scheduledTimers: [ScheduledTimer]) {
        for scheduled in scheduledTimers where !fired.contains(scheduled.mark) && !scheduled.isBlocked(on: track) {
          found.append(scheduled)
        }
      }
      if track.isEnded {
        if canReopen(track) { add(lookBackTimers(track, workflow, library)) }
        continue
      }
      add(clocks[track.id.value].scheduledTimers)
      add(stateTimers(track, workflow, library))
    }
    return found
  }

  /// The timers of the running clocks of a track.
  func clockTimers(_ track: Track, _ library: Library, _ deadlines: TrackDeadlines) -> [ScheduledTimer] {
    guard !track.isEnded, let workflow = library.workflow(track.workflow) else { return [] }
    var found: [ScheduledTimer] = []
    for deadline in deadlines.all where deadline.status == .running {
      guard let clock = workflow.clock(deadline.clock) else { continue }
      let key = "\(track.id):\(clock.name)"
      // If the clock's end moves, it is another timer.
      let mark = deadline.countsHours ? "\(deadline.lapse)" : "\(deadline.due)"
      let round = Round(
        key: "\(key):remind", mark: { FiredMark.ofClock($0, due: mark) }, due: deadline.due, lapse: deadline.lapse,
        after: deadline.started,
        began: deadline.startedAt, track: track, workflow: workflow,
        calendar: library.calendar(deadline.calendar, of: workflow), library: library)
      found += reminderTimers(clock.reminders, round) { .reminder(clock, $0, due: deadline.due) }
      guard clock.breach != nil else { continue }
      let timer = Timer(key: "\(key):breach", due: deadline.lapse)
      let kind = ScheduledTimer.Kind.breach(clock, due: deadline.due)
      found.append(
        ScheduledTimer(kind: kind, track: track.id, timer: timer, mark: FiredMark.ofClock(timer.key, due: mark)))
    }
    return found
  }

  private func stateTimers(_ track: Track, _ workflow: Workflow, _ library: Library) -> [ScheduledTimer] {
    guard let state = workflow.state(track.state) else { return [] }
    var found: [ScheduledTimer] = []
    for event in workflow.events(in: state) {
      if let scheduled = scheduledTimer(of: event, track, workflow, library) { found.append(scheduled) }
    }
    found += approvalTimers(track, state.approval, workflow, library)
    return found
  }

  /// The timer of a timed event in the track's state, whether it is blocked, has fired or not; nil if the event has no
  /// wait.
  func scheduledTimer(of event: EventDefinition, _ track: Track, _ workflow: Workflow, _ library: Library)
    -> ScheduledTimer?
  {
    guard let span = event.wait, let due = library.moment(span, after: track.entered, track.calendar, workflow)
    else { return nil }
    let timer = Timer(key: "\(track.id):after:\(event.name)", due: due)
    return ScheduledTimer(
      kind: .event(event), track: track.id, timer: timer,
      mark: FiredMark.ofState(timer.key, enteredWith: track.entered.sequence))
  }

  private func approvalTimers(
    _ track: Track, _ rule: ApprovalRule?, _ workflow: Workflow, _ library: Library
  ) -> [ScheduledTimer] {
    guard let rule, let span = rule.due, track.approval != nil,
      let due = library.moment(span, after: track.entered, track.calendar, workflow)
    else { return [] }
    let day = library.lastDay(upTo: due, in: workflow)
    let timer = Timer(key: "\(track.id):approval", due: due)
    let mark: (String) -> String = { FiredMark.ofState($0, enteredWith: track.entered.sequence) }
    let round = Round(
      key: "\(timer.key):remind", mark: mark, due: day, lapse: due, after: track.entered.on,
      began: span.isPartOfDay ? track.entered.at : nil, track: track, workflow: workflow,
      calendar: library.calendar(track.calendar, of: workflow), library: library)
    let reminders = reminderTimers(rule.reminders, round) { .approvalReminder($0, due: day) }
    let end = ScheduledTimer(
      kind: .approvalDue(rule.breach, due: day), track: track.id, timer: timer, mark: mark(timer.key))
    return reminders + [end]
  }

  private func lookBackTimers(_ track: Track, _ workflow: Workflow, _ library: Library) -> [ScheduledTimer] {
    workflow.lookBacks.flatMap { rule -> [ScheduledTimer] in
      guard let mark = track.marks[rule.afterEvent],
        let due = library.moment(rule.span, after: mark.last, track.calendar, workflow)
      else { return [] }
      let day = library.lastDay(upTo: due, in: workflow)
      let timer = Timer(key: "\(track.id):lookback:\(rule.name)", due: due)
      let round = Round(
        key: "\(timer.key):remind", mark: { FiredMark.ofLookBack($0, after: mark.last.sequence) }, due: day, lapse: due,
        after: mark.last.on,
        began: nil,
        track: track, workflow: workflow, calendar: library.calendar(track.calendar, of: workflow), library: library)
      let reminders = reminderTimers(rule.reminders, round) { .lookBackReminder(rule, $0, due: day) }
      let first = ScheduledTimer(
        kind: .lookBack(rule), track: track.id, timer: timer,
        mark: FiredMark.ofLookBack(timer.key, after: mark.last.sequence))
      return [first] + reminders
    }
  }
}

extension Library {
  /// When a wait that began with `stamp` is over. For minutes, hours and working hours it is counted from the moment of
  /// the recording, to the microsecond; for calendar spans it is the legal midnight that ends the last day.
  func moment(_ span: Span, after stamp: Stamp, _ edition: CalendarEdition?, _ workflow: Workflow) -> Moment? {
    guard let calendar = calendar(edition, of: workflow) else {
      return span.microseconds.map { stamp.at.adding(microseconds: $0) }
    }
    guard !span.isPartOfDay else {
      return try? calendar.measuring(span).moment(adding: span, to: stamp.at, in: zone(of: workflow))
    }
    guard
      let dayAfter = try? calendar.due(span, from: stamp.on, counting: .announced).adding(days: 1)
    else { return nil }
    return startOfDay(dayAfter, in: workflow)
  }

  /// The last day that is over, or ends, at that moment.
  func lastDay(upTo moment: Moment, in workflow: Workflow) -> CivilDate {
    date(at: moment.adding(microseconds: -1), in: workflow)
  }
}
