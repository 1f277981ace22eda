extension WorkCalendar {
  /// The day that lies the span before another, as a reminder does: `15 working days` before Monday is the fifteenth
  /// working day that ends before it; calendar spans are plain steps back and do not roll.
  package func date(_ span: Span, before date: CivilDate) throws(DateError) -> CivilDate {
    try step(span, from: date, sign: -1)
  }

  /// The day that lies the span after another; the day itself is not counted and the result does not roll.
  package func date(_ span: Span, after date: CivilDate) throws(DateError) -> CivilDate {
    try step(span, from: date, sign: 1)
  }

  private func step(_ span: Span, from date: CivilDate, sign: Int) throws(DateError) -> CivilDate {
    switch span.unit {
    case .minutes, .hours, .workingHours: throw .notWholeDays(span)
    case .days: return try date.adding(days: sign * span.count)
    case .workingDays: return try adding(workingDays: sign * span.count, to: date)
    case .weeks: return try date.adding(days: sign * span.count * 7)
    case .months: return try date.adding(months: sign * span.count)
    case .years: return try date.adding(months: sign * span.count * 12)
    }
  }
}
