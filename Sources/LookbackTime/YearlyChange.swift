/// When the clock changes each year, in wall time: a day by one of the three POSIX forms, and seconds after its midnight.
struct YearlyChange: Hashable, Sendable {
  enum Day: Hashable, Sendable {
    /// `Mm.w.d`: the w-th weekday d (0 Sunday) of month m; w 5 is the last.
    case weekday(month: Int, week: Int, day: Int)
    /// `Jn`: day 1 to 365, 29 February never counted.
    case withoutLeapDay(Int)
    /// `n`: day 0 to 365, 29 February counted.
    case withLeapDay(Int)
  }

  var day: Day
  /// May lie outside the day: -167 to 167 hours.
  var seconds = 7200

  init?(_ reader: inout DigitReader) {
    guard let day = Self.day(&reader) else { return nil }
    self.day = day
    guard reader.take("/") else { return }
    guard let seconds = PosixZone.time(&reader) else { return nil }
    self.seconds = seconds
  }

  private static func day(_ reader: inout DigitReader) -> Day? {
    if reader.take("M") {
      guard let month = PosixZone.wholeNumber(&reader), reader.take("."), let week = PosixZone.wholeNumber(&reader),
        reader.take("."), let day = PosixZone.wholeNumber(&reader),
        (1...12).contains(month), (1...5).contains(week), day <= 6
      else { return nil }
      return .weekday(month: month, week: week, day: day)
    }
    let isJulian = reader.take("J")
    guard let number = PosixZone.wholeNumber(&reader), number <= 365, number > 0 || !isJulian else { return nil }
    return isJulian ? .withoutLeapDay(number) : .withLeapDay(number)
  }

  /// The wall time of the change in that year, as if it were UTC seconds since 1970.
  func second(in year: Int) -> Int { daysSinceEpoch(in: year) * 86_400 + seconds }

  private func daysSinceEpoch(in year: Int) -> Int {
    let newYear = CivilFields(year: year, month: 1, day: 1).daysSinceEpoch
    switch day {
    case .withLeapDay(let number): return newYear + number
    case .withoutLeapDay(let number): return newYear + number - 1 + (CivilFields.isLeap(year) && number > 59 ? 1 : 0)
    case .weekday(let month, let week, let day):
      let first = CivilFields(year: year, month: month, day: 1).daysSinceEpoch
      let earliest = first + floorRemainder(day - (first + 4), 7)
      let length = CivilFields.daysInMonth(year, month)
      let latest = (length - 1 - (earliest - first)) / 7
      return earliest + min(week - 1, latest) * 7
    }
  }
}
