package import LookbackTime

extension CalendarError {
  /// The code of the error in diagnostics. It stays the same between releases.
  package var code: String {
    switch self {
    case .outsideYear: "outside-year"
    case .bothHolidayAndWorking: "holiday-and-working"
    case .duplicatedDay: "duplicate-day"
    case .alreadyWorking: "already-working"
    case .badYear: "bad-year"
    case .badVersion: "bad-version"
    case .badWeekend: "bad-weekend"
    case .missingWeekend: "missing-weekend"
    case .missingHours: "missing-hours"
    case .badHours, .hoursOfRest: "bad-hours"
    case .backwardRecess: "bad-recess"
    case .overlappingRecess: "overlapping-recess"
    case .wrongParent: "wrong-parent"
    }
  }
}
