import LookbackCore
import LookbackDefinition
import LookbackTime

/// A length of time composed of terms of law, each in its own unit. Hours and minutes are at its end: a term in days
/// that follows them counts from the day into which they have run.
package struct TermLength: Hashable, Sendable {
  package var months = 0
  package var days = 0
  package var workingDays = 0
  package var workingHours = 0
  package var minutes = 0
  /// The number of last days that can move to the next working day, and of terms that resumed after a pause.
  var rolls = 0
  /// Whether days off can make it longer than its working days alone.
  var meetsDaysOff = false

  package static let zero = TermLength()

  /// The smallest number of working hours in a working day that the checker assumes.
  static let hoursOfDay = 7

  func adding(_ span: Span, rolling: Bool = false) -> TermLength {
    var sum = self
    switch span.unit {
    case .minutes, .hours:
      if sum.workingHours > 0 { sum = sum.inDays }
      sum.minutes += span.count * (span.unit == .hours ? 60 : 1)
      return sum
    case .workingHours:
      if sum.minutes > 0 { sum = sum.inDays }
      sum.workingHours += span.count
      return sum
    default: sum = sum.inDays
    }
    switch span.unit {
    case .months: sum.months += span.count
    case .years: sum.months += span.count * 12
    case .days: sum.days += span.count
    case .weeks: sum.days += span.count * 7
    case .workingDays: sum.workingDays += span.count
    case .minutes, .hours, .workingHours: break
    }
    if span.unit == .workingDays { sum.meetsDaysOff = true } else if rolling { sum.rolls += 1 }
    return sum
  }

  /// The length with its hours counted as the days into which they can run.
  private var inDays: TermLength {
    guard minutes > 0 || workingHours > 0 else { return self }
    var sum = self
    sum.days += (minutes + 1439) / 1440
    sum.workingDays += (workingHours + Self.hoursOfDay - 1) / Self.hoursOfDay
    if workingHours > 0 { sum.meetsDaysOff = true }
    (sum.minutes, sum.workingHours) = (0, 0)
    return sum
  }

  static func + (left: TermLength, right: TermLength) -> TermLength {
    var sum = left
    sum.months += right.months
    sum.days += right.days
    sum.workingDays += right.workingDays
    sum.workingHours += right.workingHours
    sum.minutes += right.minutes
    sum.rolls += right.rolls
    sum.meetsDaysOff = left.meetsDaysOff || right.meetsDaysOff
    return sum
  }

  /// The length after a pause: the remaining days can meet other days off.
  var resumed: TermLength {
    var rest = self
    rest.rolls += 1
    return rest
  }
}
