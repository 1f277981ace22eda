import LookbackCore
import LookbackDefinition
import LookbackTime

extension ClockDefinition {
  /// Whether missing the clock is a failure of somebody: it has a breach or reminders, or it is an announced date. Who
  /// acts in time acts within such clocks.
  var isDuty: Bool { self.breach != nil || !self.reminders.isEmpty || !isStatutory }

  /// Whether an event starts the clock; the same event can halt it.
  var startsWithEvent: Bool {
    if case .runs(_, from: .event) = self.term { true } else { false }
  }

  /// The latest end, with all extensions, of a term that starts at `now`. After a cut-off, or on a day off where the
  /// start rolls, it counts from a later working day.
  func end(from now: TermLength) -> TermLength {
    guard case .runs(let span, _) = self.term else { return now }
    var start = now
    if self.counting.cutOff != nil || self.counting.start == .rolled { start = start.adding(Span(1, .workingDays)) }
    return extended(start, start.adding(span, rolling: self.counting.last.movesOn))
  }

  private func extended(_ start: TermLength, _ due: TermLength) -> TermLength {
    guard let extend = self.extend else { return due }
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

  /// Whether the last day is surely not later than this span after the start, whatever the calendar.
  func endsSurely(within span: Span) -> Bool {
    guard self.pausesIn.isEmpty, self.pausesOn.isEmpty else { return false }
    return end(from: .zero).mostDays <= span.leastDays
  }
}

extension Counting.Last {
  /// Whether a last day can move to a later day.
  var movesOn: Bool {
    switch self {
    case .nextWorkingDay, .dayAfterHoliday: true
    case .asIs, .previousWorkingDay: false
    }
  }
}

extension TermLength {
  /// When a wait that begins now is over. A wait in days ends at the midnight after its last day, so its event happens
  /// on the next day.
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

  func isLater(than other: TermLength, _ measure: Measure) -> Bool {
    weight(measure) > other.weight(measure) || meetsDaysOff && !other.meetsDaysOff
  }
}
