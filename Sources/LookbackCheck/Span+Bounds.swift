import LookbackCore
import LookbackDefinition
import LookbackTime

extension Span {
  /// The smallest number of civil days that the span can have.
  var leastDays: Int {
    switch unit {
    case .minutes, .hours, .workingHours: 0
    case .days: count
    // People may work on every day of a week.
    case .workingDays: count
    case .weeks: count * 7
    case .months: count / 12 * 365 + count % 12 * 28
    case .years: count * 365
    }
  }

  /// The largest number of civil days that the span can have. For working days this assumes that at most ten days off
  /// come together and that, besides them and the weekends, there are at most three days off in twenty-five working
  /// days.
  var mostDays: Int {
    switch unit {
    case .minutes, .hours: count / (unit == .hours ? 24 : 1440) + 1
    case .workingHours: Span((count + TermLength.hoursOfDay - 1) / TermLength.hoursOfDay, .workingDays).mostDays
    case .days: count
    case .workingDays where count < 2: count == 0 ? 0 : 1 + TermLength.daysOff
    case .workingDays: count / 5 * 7 + count % 5 + 2 + TermLength.daysOff + count / 25 * 3
    case .weeks: count * 7
    case .months: count / 12 * 366 + count % 12 * 31
    case .years: count * 366
    }
  }
}
