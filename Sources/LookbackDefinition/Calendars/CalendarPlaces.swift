import LookbackTime

/// The places in a calendar file of what it says.
package struct CalendarPlaces: Sendable {
  /// The place of the calendar's name, which is used for everything that has no place of its own.
  package let calendar: SourceLocation
  /// The places of the values of the file's own keys, such as `extends`.
  var keys: [String: SourceLocation] = [:]
  /// Every place at which a day is named, in the order of the file, with the year under which it is written.
  var days: [CivilDate: [(year: Int, location: SourceLocation)]] = [:]
  var recess: [Recess: SourceLocation] = [:]

  init(calendar: SourceLocation) { self.calendar = calendar }

  /// The place of the value of `extends`, or that of the calendar's name.
  package var extends: SourceLocation { keys["extends"] ?? calendar }

  /// Returns the place at which an error is to be corrected. If two places name a day, it is the later one.
  func place(of error: CalendarError) -> SourceLocation {
    switch error {
    case .outsideYear(let date, let year): days[date]?.last { $0.year == year }?.location ?? calendar
    case .bothHolidayAndWorking(let date), .duplicatedDay(let date), .alreadyWorking(let date):
      own(date).last ?? calendar
    case .badVersion: keys["version"] ?? calendar
    case .badWeekend: keys["weekend"] ?? calendar
    case .missingHours, .badHours, .hoursOfRest: keys["hours"] ?? calendar
    case .backwardRecess(let recess), .overlappingRecess(let recess): self.recess[recess] ?? calendar
    case .wrongParent: extends
    case .badYear, .missingWeekend: calendar
    }
  }

  /// Returns the first of two places that name the same day; nil for other errors.
  func earlierPlace(of error: CalendarError) -> SourceLocation? {
    switch error {
    case .bothHolidayAndWorking(let date), .duplicatedDay(let date): own(date).first
    default: nil
    }
  }

  /// Returns the places of a day under its own year.
  private func own(_ date: CivilDate) -> [SourceLocation] {
    (days[date] ?? []).filter { $0.year == date.year }.map(\.location)
  }
}
