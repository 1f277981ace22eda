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
    guard description == text else { throw .malformedSpan(text, reason: "write `\(description)`") }
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
