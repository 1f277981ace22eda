extension WorkCalendar {
  /// The last day of a span that nothing interrupts, rolled; the same day that `Deadline.replay` explains.
  /// Spans of minutes and hours are refused: they have no last day.
  package func due(_ span: Span, from start: CivilDate, counting: Counting) throws(DateError) -> CivilDate {
    let first = counting.start == .rolled ? try rolling(start, .nextWorkingDay) : start
    return try rolling(try end(of: span, from: first, included: counting.start == .included), counting.last)
  }

  /// The last day of a span from a start that has been rolled, before it rolls itself. A span of no length ends on the
  /// day of its start.
  func end(of span: Span, from start: CivilDate, included: Bool) throws(DateError) -> CivilDate {
    if span.count == 0, !span.isPartOfDay { return start }
    switch span.unit {
    case .workingDays:
      let counting = Counting(start: included ? .included : .excluded, last: .asIs)
      return try adding(workingDays: span.count, to: start, counting: counting)
    case .days: return try start.adding(days: included ? span.count - 1 : span.count)
    case .weeks: return try start.adding(days: included ? span.count * 7 - 1 : span.count * 7)
    case .months: return try MonthSteps(origin: start, count: span.count, included: included).end()
    case .years: return try MonthSteps(origin: start, count: span.count * 12, included: included).end()
    case .minutes, .hours, .workingHours: throw .notWholeDays(span)
    }
  }
}
