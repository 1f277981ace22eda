/// One replay in progress: the last day so far before rolling, and the explanation so far.
struct DeadlineReplay {
  private let facts: ClockFacts
  private let rule: ClockRule
  private let calendar: WorkCalendar
  private var trail: ExplanationTrail
  /// The start after the start rule.
  private var start: CivilDate
  /// The last day so far, before it rolls.
  private var nominal: CivilDate
  /// Pauses that have taken effect; an absolute extension counts them again.
  private var paused: [Range<CivilDate>] = []
  /// Where month steps come from, so that a series of them is counted from one date.
  private var monthSteps: (origin: CivilDate, count: Int)?

  init(_ facts: ClockFacts, _ rule: ClockRule, _ calendar: WorkCalendar) throws(DateError) {
    self.facts = facts
    self.rule = rule
    self.calendar = calendar
    trail = ExplanationTrail(calendar: calendar)
    trail.add(.started(facts.started, rule.counting.start))
    start = rule.counting.start == .rolled ? try trail.rollStart(facts.started) : facts.started
    nominal = start
  }

  mutating func run() throws(DateError) -> Deadline {
    nominal = try end(of: rule.span)
    if rule.span.unit == .workingDays { trail.pass(from: try firstCounted(), to: nominal) }
    trail.add(.counted(rule.span, last: nominal))
    monthSteps = rule.span.months.map { (start, $0) }
    var pausedSince: CivilDate?
    for happening in try Happening.ordered(facts) {
      switch happening {
      case .pause(let days): try pause(days)
      case .open(let from): pausedSince = try from <= due() ? from : nil
      case .extended(let granted): try extend(granted)
      }
    }
    let due = try trail.roll(nominal, rule.counting.last)
    return trail.deadline(due: due, pausedSince: pausedSince, law: rule.law)
  }

  private func due() throws(DateError) -> CivilDate { try calendar.rolling(nominal, rule.counting.last) }

  private func firstCounted() throws(DateError) -> CivilDate {
    rule.counting.start == .included ? start : try start.adding(days: 1)
  }
}

// MARK: - Counting

extension DeadlineReplay {
  /// The last day of a span from the start, before rolling.
  private func end(of span: Span) throws(DateError) -> CivilDate {
    let included = rule.counting.start == .included && span.count > 0
    if let months = span.months { return try monthEnd(months, included: included) }
    guard span.unit == .workingDays else {
      return try calendar.date(span, after: start).adding(days: included ? -1 : 0)
    }
    let counting = Counting(start: included ? .included : .excluded, last: .asIs)
    return try calendar.adding(workingDays: span.count, to: start, counting: counting)
  }

  /// The corresponding day, or the day before it where the start counts. A month without that day ends on its last
  /// day in both cases: Civil Code, article 202; the same in § 188 of the German Civil Code.
  private func monthEnd(_ months: Int, included: Bool) throws(DateError) -> CivilDate {
    let day = try start.adding(months: months)
    return included && day.day == start.day ? try day.adding(days: -1) : day
  }
}

// MARK: - Pauses

extension DeadlineReplay {
  private mutating func pause(_ days: Range<CivilDate>) throws(DateError) {
    guard days.lowerBound <= (try due()) else { return }
    let previous = nominal
    let count = pausedDays(days)
    nominal = try shifted(nominal, by: days)
    paused.append(days)
    if rule.span.unit == .workingDays { trail.pass(from: try previous.adding(days: 1), to: nominal) }
    trail.add(.paused(from: days.lowerBound, until: days.upperBound, days: count, last: nominal))
  }

  /// The days of the pause that the clock would have counted, by the rule's unit.
  private func pausedDays(_ days: Range<CivilDate>) -> Int {
    let from = max(days.lowerBound, start)
    guard from < days.upperBound else { return 0 }
    guard rule.span.unit == .workingDays else { return Int(days.upperBound.days - from.days) }
    let before = calendar.workingDays(from: start, to: from) - (calendar.isWorking(from) ? 1 : 0)
    let after = calendar.workingDays(from: start, to: days.upperBound) - (calendar.isWorking(days.upperBound) ? 1 : 0)
    return after - before
  }

  /// A last day moved by a pause. A pause that begins while the last day is being rolled moves the rolled day.
  private func shifted(_ last: CivilDate, by days: Range<CivilDate>) throws(DateError) -> CivilDate {
    let base = days.lowerBound > last ? try calendar.rolling(last, rule.counting.last) : last
    let count = pausedDays(days)
    guard count > 0 else { return last }
    guard rule.span.unit == .workingDays else { return try base.adding(days: count) }
    return try calendar.adding(workingDays: count, to: base)
  }
}

// MARK: - Extensions

extension DeadlineReplay {
  private mutating func extend(_ granted: ClockFacts.Extension) throws(DateError) {
    switch granted.reach {
    case .to(let span): try extend(to: span)
    case .by(let span): try extend(by: span)
    }
    trail.add(.extended(granted, last: nominal))
  }

  /// The whole term from the original start, pauses added again; never earlier than the last day so far.
  private mutating func extend(to span: Span) throws(DateError) {
    var candidate = try end(of: span)
    for days in paused { candidate = try shifted(candidate, by: days) }
    guard candidate > nominal else { return }
    if span.unit == .workingDays {
      let isPartlyPassed = rule.span.unit == .workingDays
      trail.pass(from: isPartlyPassed ? try nominal.adding(days: 1) : try firstCounted(), to: candidate)
    }
    nominal = candidate
    monthSteps = span.months.map { (start, $0) }
  }

  /// The span after the current last day; an extension by nothing leaves even the roll for later.
  private mutating func extend(by span: Span) throws(DateError) {
    guard span.count > 0 else { return }
    let due = try trail.roll(nominal, rule.counting.last)
    if let months = span.months {
      nominal = try stepMonths(months, from: due)
    } else {
      nominal = try calendar.date(span, after: due)
      if span.unit == .workingDays { trail.pass(from: try due.adding(days: 1), to: nominal) }
    }
  }

  /// Month steps go on from the date that the last ones came from, unless a pause or a roll has moved the last day.
  private mutating func stepMonths(_ months: Int, from due: CivilDate) throws(DateError) -> CivilDate {
    var steps = (origin: due, count: 0)
    if let monthSteps, try monthSteps.origin.adding(months: monthSteps.count) == due { steps = monthSteps }
    steps.count += months
    monthSteps = steps
    return try steps.origin.adding(months: steps.count)
  }
}

extension Span {
  /// The length in months of a span of months or years.
  var months: Int? {
    switch unit {
    case .months: count
    case .years: count * 12
    case .minutes, .hours, .workingHours, .days, .workingDays, .weeks: nil
    }
  }
}
