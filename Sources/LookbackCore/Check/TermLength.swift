package import LookbackTime

/// A length of time that is put together from terms of law, each in its own unit.
package struct TermLength: Hashable, Sendable {
  package var months = 0
  package var days = 0
  package var workingDays = 0
  package var minutes = 0
  /// Last days that may be moved to the next working day.
  var rolls = 0

  package static let zero = TermLength()

  /// Orders lengths of different units; exact within one unit.
  var estimate: Double {
    Double(months) * 30.4375 + Double(days) + Double(workingDays) * 1.45 + Double(minutes) / 1440
  }

  func adding(_ span: Span, rolling: Bool = false) -> TermLength {
    var sum = self
    switch span.unit {
    case .months: sum.months += span.count
    case .years: sum.months += span.count * 12
    case .days: sum.days += span.count
    case .weeks: sum.days += span.count * 7
    case .workingDays: sum.workingDays += span.count
    case .minutes: sum.minutes += span.count
    case .hours: sum.minutes += span.count * 60
    case .workingHours: sum.workingDays += span.count / 8 + 1
    }
    if rolling { sum.rolls += 1 }
    return sum
  }

  static func + (left: TermLength, right: TermLength) -> TermLength {
    TermLength(
      months: left.months + right.months, days: left.days + right.days,
      workingDays: left.workingDays + right.workingDays, minutes: left.minutes + right.minutes,
      rolls: left.rolls + right.rolls)
  }

  /// Component by component.
  static func - (left: TermLength, right: TermLength) -> TermLength {
    TermLength(
      months: left.months - right.months, days: left.days - right.days,
      workingDays: left.workingDays - right.workingDays, minutes: left.minutes - right.minutes,
      rolls: left.rolls - right.rolls)
  }

  /// Whether it surely fits into a span, whatever the calendar.
  func fits(in span: Span) -> Bool {
    var rest = self
    var allowed = span
    if span.unit == .months || span.unit == .years {
      let left = span.count * (span.unit == .years ? 12 : 1) - months
      guard left >= 0 else { return false }
      rest.months = 0
      allowed = Span(left, .months)
    }
    if span.unit == .workingDays, months == 0, days == 0, minutes == 0, rolls == 0 { return workingDays <= span.count }
    return rest.mostDays <= allowed.leastDays
  }

  private var mostDays: Int {
    let spans = [Span(max(0, months), .months), Span(max(0, days), .days), Span(max(0, workingDays), .workingDays)]
    return spans.map(\.mostDays).reduce(0, +) + (minutes + 1439) / 1440 + max(0, rolls) * 10
  }

  package func text(in language: Language) -> String {
    let parts = [
      (months / 12, "year", "年"), (months % 12, "month", "个月"), (days, "day", "日"),
      (workingDays, "working day", "个工作日"), (minutes / 60, "hour", "小时"), (minutes % 60, "minute", "分钟"),
    ].filter { $0.0 > 0 }
    if language == .chinese { return parts.isEmpty ? "0日" : parts.map { "\($0.0)\($0.2)" }.joined(separator: "又") }
    return parts.isEmpty ? "no time" : parts.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: ", ")
  }
}
