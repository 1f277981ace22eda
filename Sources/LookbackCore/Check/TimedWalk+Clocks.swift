import LookbackTime

extension ClockDefinition {
  /// Somebody is told of it or reminded, or was promised its date: whoever acts in time acts within it.
  var isDuty: Bool { breach != nil || !reminders.isEmpty || !isStatutory }

  /// Started by an event, which may halt it in the same moment.
  var startsWithEvent: Bool {
    if case .runs(_, from: .event) = term { true } else { false }
  }

  /// Running from `now` until its last day with all extensions.
  func started(at now: TermLength, isPaused: Bool) -> TimedWalk.Clock {
    let until: TermLength
    switch term {
    case .runs: until = end(from: now)
    case .at, .computed: until = now
    }
    return isPaused ? .paused(left: until - now) : .running(until: until)
  }

  /// The last day, with all extensions, of a term that starts then: after the hour of a cut-off, or on a day off where
  /// the start rolls, it counts from a later working day.
  func end(from now: TermLength) -> TermLength {
    guard case .runs(let span, _) = term else { return now }
    var start = now
    if counting.cutOff != nil || counting.start == .rolled { start = start.adding(Span(1, .workingDays)) }
    return extended(start, start.adding(span, rolling: counting.last.movesOn))
  }

  private func extended(_ start: TermLength, _ due: TermLength) -> TermLength {
    guard let extend else { return due }
    var latest = due
    for _ in 0..<extend.atMost {
      switch extend.amount {
      case .to(let span): latest = start.adding(span, rolling: true)
      case .by(let span), .fromGrant(let span): latest = latest.adding(span, rolling: true)
      }
    }
    guard let cap = extend.cap else { return due.later(latest, .days) }
    let limit = start.adding(cap, rolling: true)
    return limit.weight(.days) < latest.weight(.days) ? due.later(limit, .days) : latest
  }
}

extension Counting.Last {
  /// Whether a last day may become a later one.
  var movesOn: Bool {
    switch self {
    case .nextWorkingDay, .dayAfterHoliday: true
    case .asIs, .previousWorkingDay: false
    }
  }
}

extension TermLength {
  /// When a wait that begins now is over. One that is counted in days ends at the midnight after its last day, and what
  /// happens then happens on the day that begins.
  func waiting(_ span: Span) -> TermLength {
    switch span.unit {
    case .minutes, .hours, .workingHours: adding(span)
    case .days, .workingDays, .weeks, .months, .years: adding(span).adding(Span(1, .days))
    }
  }

  func later(_ other: TermLength, _ measure: Measure) -> TermLength {
    var later = other.weight(measure) > weight(measure) ? other : self
    later.meetsDaysOff = meetsDaysOff || other.meetsDaysOff
    return later
  }
}

extension EventDefinition {
  /// Whether it surely leads out of the state, or into it anew, when its time has come.
  var leavesSurely: Bool {
    for candidate in candidates {
      guard candidate.target != nil else { return false }
      if candidate.guards.isEmpty, candidate.awaits.isEmpty { return true }
    }
    return false
  }
}

extension TimedWalk.Clock {
  var phase: UInt8 {
    switch self {
    case .off: 0
    case .running: 1
    case .paused: 2
    case .held: 3
    }
  }

  var time: TermLength {
    switch self {
    case .off: .zero
    case .running(let time), .paused(let time), .held(let time): time
    }
  }

  /// The later of two in one phase.
  func later(_ other: TimedWalk.Clock, _ measure: TermLength.Measure) -> TimedWalk.Clock {
    let time = time.later(other.time, measure)
    switch self {
    case .off: return .off
    case .running: return .running(until: time)
    case .paused: return .paused(left: time)
    case .held: return .held(left: time)
    }
  }

  /// What the event of a step does with it.
  func halted(
    _ holds: Bool, _ resumes: Bool, isPaused: Bool, _ now: TermLength
  ) -> TimedWalk.Clock {
    switch self {
    case .running(let until) where holds: return .held(left: until - now)
    case .paused(let left) where holds: return .held(left: left)
    case .held(let left) where resumes:
      return isPaused ? .paused(left: left) : .running(until: now + left.resumed)
    default: return self
    }
  }

  /// What a clock that is not started by a step does with it.
  func moved(
    _ hasEntered: Bool, _ stops: Bool, _ pauses: Bool, _ now: TermLength
  ) -> TimedWalk.Clock {
    guard hasEntered else { return self }
    if stops { return .off }
    switch (self, pauses) {
    case (.running(let until), true): return .paused(left: until - now)
    case (.paused(let left), false): return .running(until: now + left.resumed)
    default: return self
    }
  }
}

extension TimedWalk.Times {
  func with(_ clock: TimedWalk.Clock, at index: Int) -> TimedWalk.Times {
    var times = self
    times.clocks[index] = clock
    return times
  }

  func merged(_ other: TimedWalk.Times, _ measure: TermLength.Measure) -> TimedWalk.Times {
    TimedWalk.Times(
      now: now.later(other.now, measure), entered: entered.later(other.entered, measure),
      clocks: zip(clocks, other.clocks).map { $0.later($1, measure) })
  }

  func isLater(than other: TimedWalk.Times, _ measure: TermLength.Measure) -> Bool {
    now.isLater(than: other.now, measure) || entered.isLater(than: other.entered, measure)
      || zip(clocks, other.clocks).contains { $0.time.isLater(than: $1.time, measure) }
  }
}

extension TermLength {
  func isLater(than other: TermLength, _ measure: Measure) -> Bool {
    weight(measure) > other.weight(measure) || meetsDaysOff && !other.meetsDaysOff
  }
}
