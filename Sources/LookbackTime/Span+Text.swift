extension Span: CustomStringConvertible {
  /// The notation in English: `1 month`, `3 months`; reads back as the same span.
  package var description: String { "\(count) \(count == 1 ? unit.singular : unit.rawValue)" }

  /// The notation in that language: `3 months` or `3个月`; both read back as the same span.
  package func text(in language: Language) -> String {
    switch language {
    case .english: description
    case .chinese: chinese
    }
  }

  /// Reads a span in English or in Chinese.
  ///
  /// English is `COUNT UNIT`: digits without leading zero, one space, the singular after 1 and the plural otherwise.
  /// Chinese is described at `init(chinese:)`. There is one spelling for each span, and the error names it where the
  /// text comes near to one; the two exceptions are `内` at the end and `天` for `日`, which laws use freely.
  package init(parsing text: String) throws(DateError) {
    if let span = Self.plain(text) {
      self = span
      return
    }
    try self.init(uninflected: text)
    guard description == text || text.utf8.contains(where: { $0 >= 0x80 }) else {
      throw .malformedSpan(text, reason: "write `\(description)`")
    }
  }

  /// Reads a span as a program writes it that counts and does not inflect: as `init(parsing:)`, with singular and
  /// plural of English units taken for one another.
  package init(uninflected text: String) throws(DateError) {
    if let span = Self.plain(text) {
      self = span
      return
    }
    if text.utf8.contains(where: { $0 >= 0x80 }) {
      try self.init(chinese: text)
      return
    }
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
    guard text[..<space] == String(count) else { throw .malformedSpan(text, reason: "write `\(description)`") }
  }

  /// The reading of a plural that is spelled well, at the cost of a glance: what a list of deadlines consists of.
  private static func plain(_ text: String) -> Span? {
    var count = 0
    var length = 0
    for byte in text.utf8 {
      guard byte >= 48, byte <= 57 else { break }
      count = count * 10 + Int(byte) - 48
      length += 1
      guard count <= largestCount else { return nil }
    }
    guard count > 1, text.utf8.first != 48, let unit = unit(after: text.utf8.dropFirst(length)) else { return nil }
    return Span(count, unit)
  }

  private static func unit(after text: Substring.UTF8View) -> Unit? {
    switch Substring(text) {
    case " working days": .workingDays
    case " days": .days
    case " months": .months
    case " weeks": .weeks
    case " years": .years
    default: nil
    }
  }

  private static func count(_ digits: Substring, in text: String) throws(DateError) -> Int {
    guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else {
      throw .malformedSpan(text, reason: "it begins with a whole number, such as 3 months")
    }
    return try checked(Int(digits), in: text)
  }

  static func checked(_ count: Int?, in text: String) throws(DateError) -> Int {
    guard let count, count <= largestCount else {
      throw .malformedSpan(text, reason: "the number is at most \(largestCount)")
    }
    return count
  }
}

extension Span.Unit {
  /// The unit after the number one.
  var singular: String { String(rawValue.dropLast()) }
}
