package import LookbackTime

/// A text for people, in English, Chinese or both.
package struct Label: Hashable, Sendable {
  package let english: String?
  package let chinese: String?
  package init(english: String?, chinese: String?) {
    self.english = english
    self.chinese = chinese
  }

  /// Returns the text in `language`, or in the other language if there is none, or `fallback`.
  package func text(in language: Language, fallback: String) -> String {
    switch language {
    case .english: english ?? chinese ?? fallback
    case .chinese: chinese ?? english ?? fallback
    }
  }
}
