extension TimeExpression: CustomStringConvertible {
  /// The notation in English.
  package var description: String { text(in: .english) }

  /// The notation in that language; reads back as the same expression.
  package func text(in language: Language) -> String {
    switch (self, language) {
    case (.before(let span, let anchor), .english): "\(span) before \(anchor)"
    case (.after(let span, let anchor), .english): "\(span) after \(anchor)"
    case (.at(let anchor), .english): "at \(anchor)"
    case (.every(let span), .english): "every \(span)"
    case (.before(let span, let anchor), .chinese): "\(anchor)前\(span.chinese)"
    case (.after(let span, let anchor), .chinese): "\(anchor)后\(span.chinese)"
    case (.at(let anchor), .chinese): "于\(anchor)"
    case (.every(let span), .chinese): "每\(span.chinese)"
    }
  }

  /// Reads an expression in English or in Chinese.
  ///
  /// English: `SPAN before ANCHOR`, `SPAN after ANCHOR`, `at ANCHOR`, `every SPAN`.
  /// Chinese: `ANCHOR前SPAN`, `ANCHOR后SPAN`, `于ANCHOR`, `每SPAN`.
  /// An anchor has no space at its ends, and does not itself begin like an expression (`at `, `every `, `于`, `每`).
  package init(parsing text: String) throws(DateError) {
    if text.hasPrefix("at ") {
      self = .at(anchor: try Self.anchor(text.dropFirst(3), in: text))
    } else if text.hasPrefix("于") {
      self = .at(anchor: try Self.anchor(text.dropFirst(), in: text))
    } else if text.hasPrefix("every ") {
      self = try Self.every(text.dropFirst(6), in: text)
    } else if text.hasPrefix("每") {
      self = try Self.every(text.dropFirst(), in: text)
    } else if text.utf8.first.map({ $0 >= 48 && $0 <= 57 }) == true, let found = try Self.english(text) {
      self = found
    } else {
      self = try Self.chinese(text)
    }
  }

  /// Nil where neither of the two words stands.
  private static func english(_ text: String) throws(DateError) -> TimeExpression? {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard let place = words.firstIndex(where: { $0 == "before" || $0 == "after" }) else { return nil }
    let span = try Span(parsing: words[..<place].joined(separator: " "))
    let anchor = try anchor(words[(place + 1)...].joined(separator: " ")[...], in: text)
    return words[place] == "before" ? .before(span, anchor: anchor) : .after(span, anchor: anchor)
  }

  /// A span holds neither of the two characters, so the last of them is the one that counts.
  private static func chinese(_ text: String) throws(DateError) -> TimeExpression {
    guard let place = text.lastIndex(where: { $0 == "前" || $0 == "后" }) else {
      throw .malformedExpression(text)
    }
    let span = try Span(parsing: String(text[text.index(after: place)...]))
    let anchor = try anchor(text[..<place], in: text)
    return text[place] == "前" ? .before(span, anchor: anchor) : .after(span, anchor: anchor)
  }

  private static func every(_ span: Substring, in text: String) throws(DateError) -> TimeExpression {
    let span = try Span(parsing: String(span))
    guard span.count > 0 else { throw .malformedSpan(text, reason: "what comes again has a length: write 1 or more") }
    return .every(span)
  }

  private static func anchor(_ anchor: Substring, in text: String) throws(DateError) -> String {
    let isExpression = ["at ", "every ", "于", "每"].contains { anchor.hasPrefix($0) }
    guard let first = anchor.first, let last = anchor.last, !first.isWhitespace, !last.isWhitespace, !isExpression
    else { throw .malformedExpression(text) }
    return String(anchor)
  }
}
