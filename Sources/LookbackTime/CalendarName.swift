/// The name of a calendar or holiday in one language or in both.
package struct CalendarName: Hashable, Sendable {
  package let english: String?
  package let chinese: String?

  /// At least one of the two is given; without any, `text(in:)` is empty.
  package init(english: String? = nil, chinese: String? = nil) {
    self.english = english
    self.chinese = chinese
  }

  /// The name in that language, or in the other where that is missing.
  package func text(in language: Language) -> String {
    switch language {
    case .english: english ?? chinese ?? ""
    case .chinese: chinese ?? english ?? ""
    }
  }
}
