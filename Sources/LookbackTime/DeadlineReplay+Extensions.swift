extension DeadlineReplay {
  /// More time: never an earlier last day, and never a later one than the cap allows.
  mutating func extend(_ granted: ClockFacts.Extension) throws(DateError) {
    let (before, due, steps) = (nominal, try due(), monthSteps)
    let (candidate, origin) = try last(of: granted, due: due)
    var capped = candidate
    if let cap = granted.cap { capped = min(candidate, try shiftedByPauses(try end(of: cap))) }
    nominal = max(before, capped)
    // An extension by nothing leaves even the roll for later.
    monthSteps = nominal == candidate && nominal > before ? origin : steps
    if nominal > before { try explain(granted, from: before, due: due) }
    if capped < candidate, let cap = granted.cap { trail.add(.capped(cap, last: capped, fromStart: isCounted)) }
    trail.add(.extended(granted, last: nominal))
  }

  /// The last day that the extension asks for, and where its month steps come from.
  private func last(
    of granted: ClockFacts.Extension, due: CivilDate
  ) throws(DateError) -> (CivilDate, MonthSteps?) {
    let included = rule.counting.start == .included
    switch granted.reach {
    case .to(let span):
      let steps = span.months.map { MonthSteps(origin: start, count: $0, included: included) }
      return (try shiftedByPauses(try end(of: span)), steps)
    case .by(let span) where span.count == 0: return (nominal, monthSteps)
    case .by(let span):
      guard let months = span.months else { return (try calendar.date(span, after: due), nil) }
      let steps =
        try monthSteps.flatMap { steps throws(DateError) in try steps.continued(by: months, from: due) }
        ?? MonthSteps(origin: due, count: months, included: false)
      return (try steps.end(), steps)
    case .fromGrant(let span):
      let day = granted.on ?? due
      return (
        try calendar.date(span, after: day),
        span.months.map { MonthSteps(origin: day, count: $0, included: false) }
      )
    }
  }

  private func end(of span: Span) throws(DateError) -> CivilDate {
    try calendar.end(of: span, from: start, included: rule.counting.start == .included)
  }

  /// Names the days that the extension passed over, where it counted working days.
  private mutating func explain(
    _ granted: ClockFacts.Extension, from before: CivilDate, due: CivilDate
  ) throws(DateError) {
    switch granted.reach {
    case .by(let span):
      trail.roll(before, to: due, rule.counting.last)
      if span.unit == .workingDays { trail.pass(from: try due.adding(days: 1), to: nominal) }
    case .to(let span):
      guard span.unit == .workingDays else { return }
      let isPartlyPassed = rule.span.unit == .workingDays
      trail.pass(from: isPartlyPassed ? try before.adding(days: 1) : try firstCounted(), to: nominal)
    case .fromGrant(let span):
      guard span.unit == .workingDays, let on = granted.on else { return }
      trail.pass(from: try on.adding(days: 1), to: nominal)
    }
  }
}
