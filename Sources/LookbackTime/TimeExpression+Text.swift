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
  /// An anchor has no space at its ends, and does not itself begin like an expression: with `at `, `every `, `于`, `每`,
  /// or with a digit where ` before ` or ` after ` follows.
  package init(parsing text: String) throws(DateError) {
    // Characters would not do: marks join them, and then a text reads otherwise than it was written.
    let scalars = text.unicodeScalars
    if let anchor = scalars.rest(after: "at ") ?? scalars.rest(after: "于") {
      self = .at(anchor: try Self.anchor(anchor, in: text))
    } else if let span = scalars.rest(after: "every ") ?? scalars.rest(after: "每") {
      self = try Self.every(span, in: text)
    } else if let found = try Self.english(scalars[...], in: text) {
      self = found
    } else {
      self = try Self.chinese(scalars, in: text)
    }
  }

  /// Nil where the text does not begin with a digit, or neither of the two words stands in it.
  private static func english(
    _ scalars: Substring.UnicodeScalarView, in text: String
  ) throws(DateError) -> TimeExpression? {
    guard let (span, word, rest) = scalars.englishParts else { return nil }
    let length = try Span(parsing: span)
    let anchor = try anchor(rest, in: text)
    return word == "before" ? .before(length, anchor: anchor) : .after(length, anchor: anchor)
  }

  /// A span holds neither of the two characters, so the last of them is the one that counts.
  private static func chinese(
    _ scalars: String.UnicodeScalarView, in text: String
  ) throws(DateError) -> TimeExpression {
    guard let place = scalars.lastIndex(where: { $0 == "前" || $0 == "后" }) else { throw .malformedExpression(text) }
    let span = try Span(parsing: String(scalars[scalars.index(after: place)...]))
    let anchor = try anchor(scalars[..<place], in: text)
    return scalars[place] == "前" ? .before(span, anchor: anchor) : .after(span, anchor: anchor)
  }

  private static func every(
    _ span: Substring.UnicodeScalarView, in text: String
  ) throws(DateError) -> TimeExpression {
    let span = try Span(parsing: String(span))
    guard span.count > 0 else { throw .malformedSpan(text, reason: "what comes again has a length: write 1 or more") }
    return .every(span)
  }

  private static func anchor(_ anchor: Substring.UnicodeScalarView, in text: String) throws(DateError) -> String {
    let isExpression =
      anchor.englishParts != nil || ["at ", "every ", "于", "每"].contains { anchor.rest(after: $0) != nil }
    guard let first = anchor.first, let last = anchor.last, !first.properties.isWhitespace,
      !last.properties.isWhitespace, !isExpression
    else { throw .malformedExpression(text) }
    return String(anchor)
  }
}

extension Collection<Unicode.Scalar> where SubSequence == Substring.UnicodeScalarView {
  /// What follows the word that the text begins with; nil if it does not.
  fileprivate func rest(after word: String) -> SubSequence? {
    starts(with: word.unicodeScalars) ? dropFirst(word.unicodeScalars.count) : nil
  }

  /// What stands before and after the first `before` or `after`, in a text that begins with a digit.
  fileprivate var englishParts: (span: String, word: String, rest: SubSequence)? {
    guard let first, ("0"..."9").contains(first) else { return nil }
    let words = split(separator: " ", omittingEmptySubsequences: false)
    guard let place = words.firstIndex(where: { String($0) == "before" || String($0) == "after" }) else { return nil }
    let span = words[..<place].map { String($0) }.joined(separator: " ")
    let rest = place + 1 < words.count ? self[words[place + 1].startIndex...] : self[endIndex...]
    return (span, String(words[place]), rest)
  }
}
