import LookbackTime

/// Where a calendar file says what.
package struct CalendarPlaces: Sendable {
  /// The calendar's name: the place of everything that has none of its own.
  package let calendar: SourceLocation
  /// The values of the file's own keys, such as `extends`.
  var keys: [String: SourceLocation] = [:]
  /// Every place at which a day is named, in the order of the file, with the year that it stands under.
  var days: [CivilDate: [(year: Int, location: SourceLocation)]] = [:]
  var recess: [Recess: SourceLocation] = [:]

  init(calendar: SourceLocation) { self.calendar = calendar }

  /// The value of the key `extends`, or the calendar's name.
  package var extends: SourceLocation { keys["extends"] ?? calendar }

  /// Where the contradiction is to be corrected; of two places that name a day, the later.
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

  /// The first of two places that name the same day.
  func earlierPlace(of error: CalendarError) -> SourceLocation? {
    switch error {
    case .bothHolidayAndWorking(let date), .duplicatedDay(let date): own(date).first
    default: nil
    }
  }

  /// The places of a day under its own year.
  private func own(_ date: CivilDate) -> [SourceLocation] {
    (days[date] ?? []).filter { $0.year == date.year }.map(\.location)
  }
}
