/// A date, moment, span or time zone that cannot be: what was found, what was expected, what to do.
package enum DateError: Error, Hashable, Sendable {
  /// The text is not `YYYY-MM-DD`.
  case malformedDate(String)
  /// Year, month and day are numbers, but no such day exists.
  case impossibleDate(year: Int, month: Int, day: Int)
  /// Arithmetic left the years 1 to 9999; the text says how.
  case outOfRange(String)
  /// The text is not an RFC 3339 timestamp; `reason` says which part.
  case malformedMoment(String, reason: String)
  /// The text is not a span; `reason` says what to write.
  case malformedSpan(String, reason: String)
  /// The zone is not in the system's tz database, or its name could leave the database's folder.
  case unknownTimeZone(String)
  /// The zone's file is there and is not a readable TZif file of version 2 or later.
  case unreadableTimeZone(String, reason: String)
  /// A deadline of whole days was asked for with a span of hours or minutes.
  case notWholeDays(Span)
  /// A pause that ends before it begins.
  case backwardPause(from: CivilDate, until: CivilDate)
  /// Working hours that cannot be; the text says which and why.
  case badWorkingHours(String)
}

extension DateError: CustomStringConvertible {
  /// One line, lower case, without full stop.
  package var description: String {
    switch self {
    case .malformedDate(let text): "`\(text)` is not a date: write YYYY-MM-DD, such as 2020-08-12"
    case .impossibleDate(let year, let month, let day): Self.impossible(year, month, day)
    case .outOfRange(let what): "\(what) is outside the years 1 to 9999"
    case .malformedMoment(let text, let reason): "`\(text)` is not a moment: \(reason)"
    case .malformedSpan(let text, let reason): "`\(text)` is not a span: \(reason)"
    case .unknownTimeZone(let name):
      "time zone `\(name)` is not in the system's tz database: write a name such as Asia/Shanghai, "
        + "and install the package tzdata if it is missing"
    case .unreadableTimeZone(let name, let reason): "the file of time zone `\(name)` cannot be read: \(reason)"
    case .notWholeDays(let span):
      "a deadline is counted in days, and `\(span)` is not: write days, weeks, months or years"
    case .backwardPause(let from, let until):
      "a pause from \(from) cannot end on \(until): give an end not before its start"
    case .badWorkingHours(let what): "working hours: \(what)"
    }
  }

  private static func impossible(_ year: Int, _ month: Int, _ day: Int) -> String {
    let date = CivilFields(year: year, month: month, day: day).text
    guard (1...9999).contains(year) else { return "\(date) does not exist: years run from 1 to 9999" }
    guard let name = MonthName.english(month) else { return "\(date) does not exist: months run from 1 to 12" }
    return "\(date) does not exist: \(name) \(year) has \(CivilFields.daysInMonth(year, month)) days"
  }
}
