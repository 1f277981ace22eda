/// Working hours run on the wall clock while the office is open. Moments on the wall are microseconds since 1970-01-01
/// 00:00 as the wall shows them.
extension WorkCalendar {
  /// The moment at which a span of minutes, hours or working hours that begins at `moment` is over.
  ///
  /// Minutes and hours are exact. A term of eight working hours that begins at noon ends at noon of the next working day
  /// where the day has eight hours; a term that uses a day up ends when that day closes, not when the next one opens.
  /// Refuses longer units, which have no moment, and working hours in a calendar that names none.
  package func moment(
    adding span: Span, to moment: Moment, in zone: TimeZoneRules
  ) throws(DateError) -> Moment {
    if let exact = span.microseconds { return moment.adding(microseconds: exact) }
    return try self.moment(addingOpen: try openLength(of: span), to: moment, in: zone)
  }

  /// The moment from which a span of minutes, hours or working hours is over at `moment`: the latest, as a term that
  /// uses a day up ends when the day closes.
  package func moment(
    subtracting span: Span, from moment: Moment, in zone: TimeZoneRules
  ) throws(DateError) -> Moment {
    if let exact = span.microseconds { return moment.adding(microseconds: -exact) }
    var remaining = try openLength(of: span)
    guard remaining > 0 else { return moment }
    var limit = zone.wall(of: moment)
    var day = zone.date(at: moment)
    while true {
      for open in try open(on: day).reversed() where open.lowerBound < limit {
        let end = min(open.upperBound, limit)
        if end - open.lowerBound >= remaining { return zone.moment(ofWall: end - remaining) }
        remaining -= end - open.lowerBound
        limit = open.lowerBound
      }
      day = try rolling(try day.adding(days: -1), .previousWorkingDay)
    }
  }

  /// Microseconds in which the office is open from one moment to another; none if the other is not later.
  package func openTime(from first: Moment, to last: Moment, in zone: TimeZoneRules) throws(DateError) -> Int {
    let (from, to) = (zone.wall(of: first), zone.wall(of: last))
    let lastDay = zone.date(at: last)
    guard from < to, var day = try? zone.date(at: first).adding(days: -1) else { return 0 }
    var (sum, limit) = (0, from)
    while day <= lastDay {
      for open in try open(on: day) where open.upperBound > limit && open.lowerBound < to {
        let end = min(open.upperBound, to)
        sum += end - max(open.lowerBound, limit)
        limit = end
      }
      guard day < lastDay else { break }
      day = try rolling(try day.adding(days: 1), .nextWorkingDay)
    }
    return sum
  }

  /// The moment at which the office has been open for so many microseconds since `moment`.
  func moment(addingOpen length: Int, to moment: Moment, in zone: TimeZoneRules) throws(DateError) -> Moment {
    guard length > 0 else { return moment }
    var (remaining, limit) = (length, zone.wall(of: moment))
    let today = zone.date(at: moment)
    // Hours over midnight belong to the day before.
    var day = (try? today.adding(days: -1)) ?? today
    while true {
      for open in try open(on: day) where open.upperBound > limit {
        let start = max(open.lowerBound, limit)
        if open.upperBound - start >= remaining { return zone.moment(ofWall: start + remaining) }
        remaining -= open.upperBound - start
        limit = open.upperBound
      }
      day = try rolling(try day.adding(days: 1), .nextWorkingDay)
    }
  }

  /// The calendar itself or, if it names no hours, with whole working days: what already counts in hours goes on by that
  /// where a calendar lost its hours, rather than never to end.
  package var withHours: WorkCalendar {
    guard workingHours == nil, let hours = WorkingHours.wholeDays else { return self }
    var calendar = self
    calendar.workingHours = hours
    return calendar
  }

  /// What measures a span: the calendar itself but for working hours, see `withHours`.
  package func measuring(_ span: Span) -> WorkCalendar { span.unit == .workingHours ? withHours : self }

  private func openLength(of span: Span) throws(DateError) -> Int {
    guard span.unit == .workingHours else { throw .notPartOfDay(span) }
    guard workingHours != nil else { throw .noWorkingHours(calendar: name) }
    return span.count * Int(Moment.microsecondsPerHour)
  }

  /// When the office is open on a day, on the wall; nothing on a day of rest.
  private func open(on day: CivilDate) throws(DateError) -> [Range<Int>] {
    guard let workingHours else { throw .noWorkingHours(calendar: name) }
    guard isWorking(day) else { return [] }
    let midnight = Int(day.days) * 86_400
    return workingHours.intervals(on: day).map {
      (midnight + $0.start) * 1_000_000..<(midnight + $0.end) * 1_000_000
    }
  }
}

extension TimeZoneRules {
  /// What the wall shows at a moment, in microseconds.
  fileprivate func wall(of moment: Moment) -> Int {
    (Int(date(at: moment).days) * 86_400 + secondsOfDay(at: moment)) * 1_000_000
      + floorRemainder(Int(moment.microseconds), 1_000_000)
  }

  /// The first moment at which the wall shows that.
  fileprivate func moment(ofWall wall: Int) -> Moment {
    let seconds = floorDivide(wall, 1_000_000)
    let date = CivilDate(days: Int32(clamping: floorDivide(seconds, 86_400)))
    return moment(date: date, secondsOfDay: floorRemainder(seconds, 86_400))
      .adding(microseconds: Int64(floorRemainder(wall, 1_000_000)))
  }
}
