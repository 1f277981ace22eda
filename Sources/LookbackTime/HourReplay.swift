extension Deadline {
  /// Replays the facts of a clock that counts minutes, hours or working hours. Where only the day of a fact is known, as
  /// of one that was dated back, it is the first moment of that day.
  package static func replay(
    _ facts: ClockFacts, _ rule: ClockRule, _ calendar: WorkCalendar, in zone: TimeZoneRules, isTold: Bool = true
  ) throws(DateError) -> Deadline {
    guard rule.span.isPartOfDay else { return try replay(facts, rule, calendar, isTold: isTold) }
    var replay = try HourReplay(facts, rule, calendar, zone, isTold: isTold)
    return try replay.run()
  }
}

/// One replay of a term of hours in progress: its end so far, and the explanation so far.
struct HourReplay {
  private let facts: ClockFacts
  private let rule: ClockRule
  private let calendar: WorkCalendar
  private let zone: TimeZoneRules
  private let start: Moment
  private var end: Moment
  /// Pauses that have taken effect, in order.
  private var paused: [Range<Moment>] = []
  private var trail: ExplanationTrail

  init(
    _ facts: ClockFacts, _ rule: ClockRule, _ calendar: WorkCalendar, _ zone: TimeZoneRules, isTold: Bool
  ) throws(DateError) {
    (self.facts, self.rule, self.calendar, self.zone) = (facts, rule, calendar, zone)
    if let correction = facts.lastCorrection {
      start = zone.startOfDay(correction.started)
    } else {
      start = facts.startedAt ?? zone.startOfDay(facts.started)
    }
    end = try calendar.moment(adding: rule.span, to: start, in: zone)
    trail = ExplanationTrail(calendar: calendar, isTold: isTold)
    if let correction = facts.lastCorrection {
      trail.add(.corrected(from: facts.started, to: correction.started, on: correction.on))
    }
    trail.add(.began(wall(start)))
    trail.add(.ran(rule.span, until: wall(end)))
  }

  mutating func run() throws(DateError) -> Deadline {
    let original = end
    var open: ClockFacts.Pause?
    for happening in happenings() {
      switch happening {
      case .pause(let stretch): try pause(stretch)
      case .open(let pause, let from) where from < end: open = open ?? pause
      case .open: break
      case .extended(let granted): try extend(granted)
      }
    }
    if rule.span.unit == .workingHours { trail.use(zone.date(at: start), lastDay(end)) }
    return trail.deadline(
      due: lastDay(end), original: lastDay(original), pausedSince: open?.from, end: rule.counting.end, law: rule.law,
      ends: (end, original), result: .dueAt(wall(end)))
  }

  private enum Happening {
    case pause(Range<Moment>)
    case open(ClockFacts.Pause, from: Moment)
    case extended(ClockFacts.Extension)
  }

  /// In the order in which they take effect; nothing but the first open pause matters after it.
  private func happenings() -> [Happening] {
    var found: [(at: Moment, rank: Int, happening: Happening)] = []
    for pause in facts.pauses {
      let from = max(start, pause.fromAt ?? zone.startOfDay(pause.from))
      guard let day = pause.until else {
        found.append((from, 1, .open(pause, from: from)))
        continue
      }
      let until = pause.untilAt ?? zone.startOfDay(day)
      if from < until { found.append((from, 0, .pause(from..<until))) }
    }
    for granted in facts.extensions {
      let at = granted.at ?? granted.on.map { zone.startOfDay($0) } ?? Moment(microseconds: .max)
      found.append((at, 2, .extended(granted)))
    }
    return found.enumerated()
      .sorted { ($0.element.at, $0.element.rank, $0.offset) < ($1.element.at, $1.element.rank, $1.offset) }
      .map(\.element.happening)
  }

  /// A pause that begins when the term is over comes too late; what overlaps one before it counts once.
  private mutating func pause(_ stretch: Range<Moment>) throws(DateError) {
    let from = max(stretch.lowerBound, paused.last?.upperBound ?? stretch.lowerBound)
    guard from < end, from < stretch.upperBound else { return }
    end = try resumed(end, from..<stretch.upperBound)
    paused.append(from..<stretch.upperBound)
    trail.add(.stood(from: wall(from), until: wall(stretch.upperBound), end: wall(end)))
  }

  /// The end of a term that has the time from the pause on still to run.
  private func resumed(_ end: Moment, _ pause: Range<Moment>) throws(DateError) -> Moment {
    guard rule.span.unit == .workingHours else {
      return end.adding(microseconds: pause.upperBound.microseconds - pause.lowerBound.microseconds)
    }
    let left = try calendar.openTime(from: pause.lowerBound, to: end, in: zone)
    return try calendar.moment(addingOpen: left, to: pause.upperBound, in: zone)
  }

  /// More time: never an earlier end, and never a later one than the cap allows.
  private mutating func extend(_ granted: ClockFacts.Extension) throws(DateError) {
    var candidate: Moment
    switch granted.reach {
    case .to(let span): candidate = try term(of: span)
    case .by(let span): candidate = try calendar.moment(adding: span, to: end, in: zone)
    case .fromGrant(let span):
      let at = granted.at ?? granted.on.map { zone.startOfDay($0) } ?? end
      candidate = try calendar.moment(adding: span, to: at, in: zone)
    }
    if let cap = granted.cap { candidate = min(candidate, try term(of: cap)) }
    end = max(end, candidate)
    trail.add(.prolonged(granted, end: wall(end)))
  }

  /// The end of another term from the same start, moved by the pauses so far.
  private func term(of span: Span) throws(DateError) -> Moment {
    var last = try calendar.moment(adding: span, to: start, in: zone)
    for pause in paused where pause.lowerBound < last { last = try resumed(last, pause) }
    return last
  }

  /// The day that a term is over with: one that ends at midnight is over with the day that the midnight ends.
  private func lastDay(_ end: Moment) -> CivilDate { zone.date(at: end.adding(microseconds: -1)) }

  private func wall(_ moment: Moment) -> WallTime { WallTime(moment, in: zone) }
}
