/// A length of time as people write it: `3 months`, `20 working days`, `20个工作日`. Days are never hours.
package struct Span: Hashable, Sendable {
  /// What is counted; the raw value is the plural in the notation.
  package enum Unit: String, CaseIterable, Hashable, Sendable {
    case minutes
    case hours
    case workingHours = "working hours"
    case days
    case workingDays = "working days"
    case weeks
    case months
    case years
  }

  /// The largest count a span may have.
  package static let largestCount = 1_000_000

  /// 0 to `largestCount`.
  package let count: Int
  package let unit: Unit

  /// A span of a count that the caller knows to lie in 0 to `largestCount`.
  package init(_ count: Int, _ unit: Unit) {
    precondition((0...Self.largestCount).contains(count), "a span counts from 0 to \(Self.largestCount)")
    self.count = count
    self.unit = unit
  }

  /// The length in microseconds of a span of minutes or hours; nil for what only a calendar can measure.
  package var microseconds: Int64? {
    switch unit {
    case .minutes: Int64(count) * 60_000_000
    case .hours: Int64(count) * Moment.microsecondsPerHour
    case .workingHours, .days, .workingDays, .weeks, .months, .years: nil
    }
  }

  /// Counted in minutes or hours, so that it ends at a moment and has no last day.
  package var isPartOfDay: Bool {
    switch unit {
    case .minutes, .hours, .workingHours: true
    case .days, .workingDays, .weeks, .months, .years: false
    }
  }

  /// The length in months of a span of months or years.
  var months: Int? {
    switch unit {
    case .months: count
    case .years: count * 12
    case .minutes, .hours, .workingHours, .days, .workingDays, .weeks: nil
    }
  }
}
