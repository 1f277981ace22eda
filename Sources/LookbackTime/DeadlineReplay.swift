/// One replay in progress: the last day so far before rolling, and the explanation so far.
struct DeadlineReplay {
  let facts: ClockFacts
  let rule: ClockRule
  let calendar: WorkCalendar
  var trail: ExplanationTrail
  /// The start after the start rule.
  let start: CivilDate
  /// The term was counted from the start; else its last day was set, and stands for the start of what an extension
  /// names.
  let isCounted: Bool
  /// The last day so far, before it rolls.
  var nominal: CivilDate
  /// Pauses that have taken effect, in order; an absolute extension counts them again.
  var paused: [Range<CivilDate>] = []
  /// Extensions without a date that have not been needed yet.
  var undated: ArraySlice<ClockFacts.Extension>
  /// Where month steps come from, so that a series of them is counted from one date.
  var monthSteps: MonthSteps?

  init(_ facts: ClockFacts, _ rule: ClockRule, _ calendar: WorkCalendar, isTold: Bool) throws(DateError) {
    self.facts = facts
    self.rule = rule
    self.calendar = calendar
    trail = ExplanationTrail(calendar: calendar, isTold: isTold)
    let started = facts.effectiveStart
    if let correction = facts.lastCorrection {
      trail.add(.corrected(from: facts.started, to: started, on: correction.on))
    }
    trail.add(.started(started, rule.counting.start))
    if facts.lastCorrection == nil, let recorded = facts.recorded, recorded != started {
      trail.add(.recorded(recorded))
    }
    start = rule.counting.start == .rolled ? try trail.rollStart(started) : started
    nominal = start
    isCounted = true
    undated = facts.extensions.isEmpty ? [] : facts.extensions.filter { $0.on == nil }[...]
  }

  init(
    _ facts: ClockFacts, setTo date: CivilDate, _ counting: Counting, law: String?, _ calendar: WorkCalendar,
    isTold: Bool
  ) {
    self.facts = facts
    self.calendar = calendar
    rule = ClockRule(span: Span(0, .days), counting: counting, law: law)
    trail = ExplanationTrail(calendar: calendar, isTold: isTold)
    trail.add(.fixed(date))
    (start, nominal) = (date, date)
    isCounted = false
    undated = facts.extensions.isEmpty ? [] : facts.extensions.filter { $0.on == nil }[...]
  }

  mutating func run() throws(DateError) -> Deadline {
    if isCounted { try count() }
    return try follow()
  }

  private mutating func count() throws(DateError) {
    nominal = try calendar.end(of: rule.span, from: start, included: rule.counting.start == .included)
    if rule.span.unit == .workingDays { trail.pass(from: try firstCounted(), to: nominal) }
    trail.add(.counted(rule.span, last: nominal))
    monthSteps = rule.span.months.map {
      MonthSteps(origin: start, count: $0, included: rule.counting.start == .included)
    }
  }

  /// What pauses and extensions make of the last day.
  private mutating func follow() throws(DateError) -> Deadline {
    let original = try due()
    var pausedSince: CivilDate?
    for happening in try Happening.ordered(facts) {
      switch happening {
      case .pause(let days):
        try useUndated(before: days.lowerBound)
        try pause(days)
      case .open(let from):
        try useUndated(before: from)
        pausedSince = try from <= end() ? from : nil
      case .extended(let granted): try extend(granted)
      }
    }
    try useUndated(before: nil)
    let due = try due()
    trail.roll(nominal, to: due, rule.counting.last)
    return trail.deadline(due: due, original: original, pausedSince: pausedSince, rule: rule)
  }

  /// The last day, rolled. A day on which the clock stands still is passed over like a day on which nobody works.
  func due() throws(DateError) -> CivilDate {
    var day = try calendar.rolling(nominal, rule.counting.last)
    guard day > nominal else { return day }
    for pause in paused where pause.contains(day) {
      day = try calendar.rolling(pause.upperBound, rule.counting.last)
    }
    return day
  }

  /// The last day on which the clock runs: a last day that rolls back ends its term no earlier, one that rolls on does
  /// so later.
  func end() throws(DateError) -> CivilDate { max(nominal, try due()) }

  func firstCounted() throws(DateError) -> CivilDate {
    guard isCounted else { return try facts.effectiveStart.adding(days: 1) }
    return rule.counting.start == .included ? start : try start.adding(days: 1)
  }

  /// Extensions without a date count as granted on the last day: they are used when a pause begins after it, and those
  /// that are left at the end.
  private mutating func useUndated(before day: CivilDate?) throws(DateError) {
    while let next = undated.first {
      if let day, day <= (try end()) { return }
      undated.removeFirst()
      try extend(next)
    }
  }
}
