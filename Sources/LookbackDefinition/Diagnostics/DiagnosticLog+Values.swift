package import LookbackCore
package import LookbackTime

/// Reads single values. A value that does not fit is reported with what was found and what was expected, and is nil or
/// empty.
extension DiagnosticLog {
  /// Reads a text that is not empty.
  package mutating func text(_ node: SourceNode, _ what: String) -> String? {
    if let text = node.text, !text.isEmpty { return text }
    error("expected-text", "\(what) is a text: found \(node.kind)", at: node.location)
    return nil
  }

  /// Reads `true` or `false`; a missing value is false.
  package mutating func bool(_ node: SourceNode?, _ what: String) -> Bool {
    guard let node else { return false }
    if let bool = node.bool { return bool }
    error("expected-bool", "\(what) is `true` or `false`: found \(node.kind)", at: node.location)
    return false
  }

  /// Reads a whole number of this range.
  package mutating func count(_ node: SourceNode, _ what: String, in range: ClosedRange<Int>) -> Int? {
    if let count = node.int, range.contains(count) { return count }
    let bounds = "\(range.lowerBound) to \(range.upperBound)"
    error("expected-number", "\(what) is a whole number from \(bounds): found \(node.kind)", at: node.location)
    return nil
  }

  /// Reads one of a few words.
  mutating func choice<Word: RawRepresentable & CaseIterable>(_ node: SourceNode, _ what: String, of type: Word.Type)
    -> Word? where Word.RawValue == String
  {
    guard let text = text(node, what) else { return nil }
    if let word = Word(rawValue: text) { return word }
    unknown("unknown-word", what, text, among: Word.allCases.map(\.rawValue), at: node.location)
    return nil
  }

  /// Reads a text or a list of texts, each with its place.
  package mutating func texts(_ node: SourceNode?, _ what: String) -> [(text: String, location: SourceLocation)] {
    guard let node else { return [] }
    let items = node.items ?? [node]
    return items.compactMap { item in
      let text = self.text(item, what)
      return text.map { ($0, item.location) }
    }
  }

  /// Reads a list, which a single value does not stand for.
  package mutating func list(_ node: SourceNode?, _ what: String) -> [SourceNode] {
    guard let node else { return [] }
    if let items = node.items { return items }
    error("expected-list", "\(what) is a list: found \(node.kind)", at: node.location)
    return []
  }

  /// Reads the pairs of a mapping whose keys are free.
  package mutating func pairs(_ node: SourceNode?, _ what: String) -> [(key: SourceNode, value: SourceNode)] {
    guard let node else { return [] }
    if let pairs = node.pairs { return pairs }
    error("expected-mapping", "\(what) is a mapping: found \(node.kind)", at: node.location)
    return []
  }

  /// Reads `{en: …, zh: …}` with at least one of the two.
  package mutating func label(_ node: SourceNode?, _ what: String) -> Label {
    guard let node, let keys = keys(of: node, allowed: ["en", "zh"], in: what) else {
      return Label(english: nil, chinese: nil)
    }
    let english = keys["en"].flatMap { text($0, "\(what) in English") }
    let chinese = keys["zh"].flatMap { text($0, "\(what) in Chinese") }
    if keys["en"] == nil, keys["zh"] == nil {
      error("missing-key", "\(what) says nothing: add `en` or `zh`", at: node.location)
    }
    return Label(english: english, chinese: chinese)
  }

  /// Reads a label that people see. A missing language is reported as a warning.
  mutating func title(_ node: SourceNode?, _ what: String) -> Label {
    let label = label(node, what)
    guard let node, (label.english == nil) != (label.chinese == nil) else { return label }
    let missing = label.english == nil ? "English: add `en`" : "Chinese: add `zh`"
    warning("missing-label", "\(what) is not there in \(missing)", at: node.location)
    return label
  }

  /// Reads a span such as `3 months`.
  package mutating func span(_ node: SourceNode, _ what: String) -> Span? {
    guard let text = text(node, what) else { return nil }
    return span(text, at: node.location)
  }

  mutating func span(_ text: String, at place: SourceLocation) -> Span? {
    do throws(DateError) { return try Span(parsing: text) } catch {
      self.error("bad-span", "\(error)", at: place)
      return nil
    }
  }

  /// Reads a day.
  package mutating func date(_ node: SourceNode, _ what: String) -> CivilDate? {
    guard let text = text(node, what) else { return nil }
    return date(text, at: node.location)
  }

  mutating func date(_ text: String, at place: SourceLocation) -> CivilDate? {
    do throws(DateError) { return try CivilDate(parsing: text) } catch {
      if case .impossibleDate = error {
        self.error("impossible-date", "\(error)", at: place)
      } else {
        self.error("bad-date", "\(error)", at: place)
      }
      return nil
    }
  }

  /// Reads a name of at most 64 letters, digits, `-`, `_` and single spaces inside.
  mutating func name(_ node: SourceNode, _ what: String) -> String? {
    guard let text = text(node, what) else { return nil }
    let fits = text.count <= 64 && text.allSatisfy { $0.isLetter || $0.isNumber || "-_ ".contains($0) }
    if fits, !text.hasPrefix(" "), !text.hasSuffix(" "), !text.contains("  ") { return text }
    error(
      "bad-name", "`\(text)` is no name: use up to 64 letters, digits, - and _, single spaces inside", at: node.location
    )
    return nil
  }

  /// Returns the value of a key. A missing key, or an empty list, is reported as an error.
  package mutating func required(_ key: String, of keys: KeyedValues, in what: String) -> SourceNode? {
    if let node = keys[key] {
      if node.items?.isEmpty == true {
        error("missing-key", "`\(key)` of \(what) names nothing: add what is meant", at: node.location)
      }
      return node
    }
    error("missing-key", "\(what) has no `\(key)`: add it", at: keys.location)
    return nil
  }
}
