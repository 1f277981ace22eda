extension WorkCalendar {
  /// The moment at which a span of minutes, hours or working hours that begins at `moment` is over.
  ///
  /// Minutes and hours are exact. Working hours run on the wall clock while the office is open, so that a term of eight
  /// hours that begins at noon ends at noon of the next working day where the day has eight hours; a term that uses a
  /// day up ends when that day closes, not when the next one opens. Refuses longer units, which have no moment, and
  /// working hours in a calendar that names none.
  package func moment(
    adding span: Span, to moment: Moment, in zone: TimeZoneRules
  ) throws(DateError) -> Moment {
    if let exact = span.microseconds { return moment.adding(microseconds: exact) }
    guard span.unit == .workingHours else { throw .notPartOfDay(span) }
    guard let workingHours else { throw .noWorkingHours(calendar: name) }
    guard span.count > 0 else { return moment }
    var remaining = span.count * 3_600_000_000
    var day = zone.date(at: moment)
    var from = zone.secondsOfDay(at: moment) * 1_000_000 + floorRemainder(Int(moment.microseconds), 1_000_000)
    while true {
      if isWorking(day) {
        for open in workingHours.intervals(on: day) where open.end * 1_000_000 > from {
          let start = max(open.start * 1_000_000, from)
          let end = start + remaining
          if end <= open.end * 1_000_000 {
            let second = zone.moment(date: day, secondsOfDay: end / 1_000_000)
            return second.adding(microseconds: Int64(end % 1_000_000))
          }
          remaining = end - open.end * 1_000_000
        }
      }
      from = 0
      day = try rolling(try day.adding(days: 1), .nextWorkingDay)
    }
  }
}
