import LookbackCore
package import LookbackTime

/// The value of a property in the words of the notation. Only spans and titles are written differently in Chinese.
package struct FacetValue: Sendable, Hashable {
  package var english: String
  package var chinese: String

  init(_ text: String) { (english, chinese) = (text, text) }

  init(_ english: String, _ chinese: String) { (self.english, self.chinese) = (english, chinese) }

  init(_ span: Span) { self.init(span.description, span.chinese) }

  init(_ label: Label) {
    self.init([label.english, label.chinese].map { $0 ?? "–" }.joined(separator: " / "))
  }

  init(_ parts: [FacetValue], separator: String = ", ") {
    english = parts.map(\.english).joined(separator: separator)
    chinese = parts.map(\.chinese).joined(separator: separator)
  }

  static func + (left: FacetValue, right: FacetValue) -> FacetValue {
    FacetValue(left.english + right.english, left.chinese + right.chinese)
  }

  static func + (left: FacetValue, right: String) -> FacetValue { left + FacetValue(right) }
  static func + (left: String, right: FacetValue) -> FacetValue { FacetValue(left) + right }

  var isEmpty: Bool { english.isEmpty }

  /// Returns the value in this language.
  package func text(in language: Language) -> String { language == .chinese ? chinese : english }
}
