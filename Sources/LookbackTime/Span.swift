/// A length of time as people write it: `3 months`, `20 working days`. Days are never hours.
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
    case .hours: Int64(count) * 3_600_000_000
    case .workingHours, .days, .workingDays, .weeks, .months, .years: nil
    }
  }
}

extension Span: CustomStringConvertible {
  /// The notation: `1 month`, `3 months`; reads back as the same span.
  package var description: String { "\(count) \(count == 1 ? unit.singular : unit.rawValue)" }

  /// Reads `COUNT UNIT`: digits without leading zero, one space, the singular after 1 and the plural otherwise.
  package init(parsing text: String) throws(DateError) {
    guard let space = text.firstIndex(of: " ") else {
      throw .malformedSpan(text, reason: "write a number, a space and a unit, such as 3 months or 20 working days")
    }
    let count = try Self.count(text[..<space], in: text)
    let word = text[text.index(after: space)...]
    guard let unit = Unit.allCases.first(where: { $0.rawValue == word || $0.singular == word }) else {
      let units = Unit.allCases.map(\.rawValue).joined(separator: ", ")
      throw .malformedSpan(text, reason: "`\(word)` is no unit: write one of \(units)")
    }
    self.init(count, unit)
    guard description == text else { throw .malformedSpan(text, reason: "write `\(description)`") }
  }

  private static func count(_ digits: Substring, in text: String) throws(DateError) -> Int {
    guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else {
      throw .malformedSpan(text, reason: "it begins with a whole number, such as 3 months")
    }
    guard let count = Int(digits), count <= largestCount else {
      throw .malformedSpan(text, reason: "the number is at most \(largestCount)")
    }
    return count
  }
}

extension Span.Unit {
  /// The unit after the number one.
  var singular: String { String(rawValue.dropLast()) }
}
