/// One contradiction in a calendar; each case names the date or value to correct.
package enum CalendarError: Error, Hashable, Sendable {
  case outsideYear(CivilDate, year: Int)
  case bothHolidayAndWorking(CivilDate)
  case duplicatedDay(CivilDate)
  /// A make-up day that is a working day without being named.
  case alreadyWorking(CivilDate)
  case badYear(Int)
  case badVersion(Int)
  case badWeekend(Set<Int>)
  case missingWeekend(String)
  /// Weekdays that are worked, 1 Monday to 7 Sunday, and for which the working hours say nothing.
  case missingHours(weekdays: [Int])
  /// Hours of single days that cannot be; the text says why.
  case badHours(String)
  /// Hours of a single day on which nobody works.
  case hoursOfRest(CivilDate)
  case backwardRecess(Recess)
  /// A recess that begins in one that stands before it in the calendar.
  case overlappingRecess(Recess)
  /// The calendar extends one that was not given, or was given one that it does not extend.
  case wrongParent(String, expected: String?, found: String?)
}

extension CalendarError: CustomStringConvertible {
  /// One line, lower case, without full stop.
  package var description: String {
    switch self {
    case .outsideYear(let date, let year): "\(date) stands under the year \(year): move it to \(date.year)"
    case .bothHolidayAndWorking(let date): "\(date) is both a holiday and a working day: keep one"
    case .duplicatedDay(let date): "\(date) is listed twice: keep one"
    case .alreadyWorking(let date): "\(date) is a working day without being listed as one: check the date"
    case .badYear(let year): "year \(year) is outside 1 to 9999"
    case .badVersion(let version): "version \(version) is no version: count from 1"
    case .badWeekend(let days):
      "weekend \(days.sorted()) is no weekend: name up to six of the days 1 Monday to 7 Sunday"
    case .missingWeekend(let name):
      "calendar `\(name)` extends no other and names no weekend: add one, such as [saturday, sunday]"
    case .missingHours(let weekdays):
      "the working hours say nothing of \(Self.names(weekdays)), which the weekend leaves as working days: add them"
    case .badHours(let text): text
    case .hoursOfRest(let date): "\(date) has hours, and nobody works on it: check the date"
    case .backwardRecess(let recess):
      "a recess from \(recess.first) cannot end on \(recess.last): give an end not before its start"
    case .overlappingRecess(let recess):
      "the recess from \(recess.first) to \(recess.last) overlaps another: write one for both, or keep them apart"
    case .wrongParent(let name, let expected, let found):
      "calendar `\(name)` extends \(Self.quoted(expected)), and was given \(Self.quoted(found))"
    }
  }

  private static func names(_ weekdays: [Int]) -> String {
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    return weekdays.map { names.indices.contains($0 - 1) ? names[$0 - 1] : "\($0)" }.joined(separator: ", ")
  }

  private static func quoted(_ name: String?) -> String { name.map { "`\($0)`" } ?? "none" }
}
