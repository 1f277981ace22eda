import LookbackCore
import LookbackDefinition
import LookbackTime

extension TermLength {
  /// How lengths are compared. Each measure gives the units weights, so that a longer length stays longer if the same
  /// is added to both. A promise is judged by the measure of its own span.
  enum Measure {
    /// The likely number of days.
    case likely
    /// The largest number of civil days.
    case days
    /// The largest number of working days: every day can be one.
    case workingDays
    /// Months count with their smallest number of days, so that days weigh more beside them.
    case shortMonths

    init(_ span: Span) {
      switch span.unit {
      case .workingDays, .workingHours: self = .workingDays
      case .months, .years: self = .shortMonths
      case .minutes, .hours, .days, .weeks: self = .days
      }
    }
  }

  /// The largest number of days off that come together.
  static let daysOff = 10

  func weight(_ measure: Measure) -> Double {
    let rest = Double(minutes) / 1440
    switch measure {
    case .likely:
      return Double(months) * 30.4375 + Double(days) + Double(workingDays) * 1.45 + Double(workingHours) * 0.2 + rest
    case .workingDays:
      let hours = Double(workingHours) / Double(Self.hoursOfDay)
      return Double(months) * 31 + Double(days) + Double(workingDays) + hours + Double(rolls) + rest
    case .days, .shortMonths:
      let working = Double(workingDays) + Double(workingHours) / Double(Self.hoursOfDay)
      return Double(months) * (measure == .days ? 31 : 28) + Double(days) + working * 1.4
        + Double(rolls * Self.daysOff) + rest
    }
  }

  /// Whether the length surely fits into a span, whatever the calendar.
  func fits(in span: Span) -> Bool {
    switch span.unit {
    case .minutes, .hours:
      return isHoursOnly && workingHours == 0 && minutes <= span.count * (span.unit == .hours ? 60 : 1)
    case .workingHours: return isHoursOnly && minutes == 0 && workingHours <= span.count
    case .workingDays: return mostWorkingDays <= span.count
    case .days, .weeks: return mostDays <= span.leastDays
    case .months, .years:
      let left = span.count * (span.unit == .years ? 12 : 1) - months
      guard left >= 0 else { return false }
      var rest = self
      rest.months = 0
      return rest.mostDays <= Span(left, .months).leastDays
    }
  }

  private var isHoursOnly: Bool { months == 0 && days == 0 && workingDays == 0 && rolls == 0 }

  private var hoursInDays: (days: Int, workingDays: Int) {
    ((minutes + 1439) / 1440, (workingHours + Self.hoursOfDay - 1) / Self.hoursOfDay)
  }

  private var mostWorkingDays: Int {
    max(0, Span(max(0, months), .months).mostDays + days + workingDays + rolls)
      + hoursInDays.days + hoursInDays.workingDays
  }

  /// The largest number of civil days, under the assumptions of `Span.mostDays`.
  var mostDays: Int {
    let working = max(0, workingDays) + hoursInDays.workingDays
    let spans = [Span(max(0, months), .months), Span(max(0, days), .days), Span(working, .workingDays)]
    let rest = hoursInDays.days + max(0, rolls) * Self.daysOff
    return spans.map(\.mostDays).reduce(rest, +) + (working == 0 && meetsDaysOff ? Self.daysOff + 2 : 0)
  }
}
