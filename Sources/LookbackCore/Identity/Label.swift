package import LookbackTime

/// A text for people in one or both languages.
package struct Label: Hashable, Sendable {
  package let english: String?
  package let chinese: String?
  package init(english: String?, chinese: String?) {
    self.english = english
    self.chinese = chinese
  }

  /// The text in `language`, else in the other one, else `fallback`.
  package func text(in language: Language, fallback: String) -> String {
    switch language {
    case .english: english ?? chinese ?? fallback
    case .chinese: chinese ?? english ?? fallback
    }
  }
}
