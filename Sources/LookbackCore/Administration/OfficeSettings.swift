/// What an office settles for itself.
package struct OfficeSettings: Sendable, Hashable {
  /// The settings by their names in the table and in requests.
  package enum Name: String, Sendable, CaseIterable {
    /// The most days that a substitution lasts.
    case substituteDays = "substitute_days"
    /// The posts in which somebody may be substituted for, by their names with commas between; `all` means every post
    /// and what is asked of a person by name.
    case substitutePosts = "substitute_posts"
    /// What a substitution needs before it counts.
    case substituteNeeds = "substitute_needs"
  }

  package enum Need: String, Sendable, CaseIterable { case nothing, consent, confirmation }

  package var substituteDays = 90
  /// Nil means all.
  package var substitutePosts: Set<String>?
  package var substituteNeeds = Need.nothing

  package init() {}

  /// How many days before today a substitution may begin at most, since nobody acted before it was named.
  package static let longestDelay = 30
  private static let mostDays = 3_660
  private static let all = "all"

  package subscript(name: Name) -> String {
    switch name {
    case .substituteDays: String(substituteDays)
    case .substitutePosts: substitutePosts.map { $0.sorted().joined(separator: ",") } ?? Self.all
    case .substituteNeeds: substituteNeeds.rawValue
    }
  }

  /// Sets a value.
  /// - Returns: false if the setting cannot have this value.
  package mutating func set(_ name: Name, to value: String) -> Bool {
    switch name {
    case .substituteDays:
      guard let days = Int(value), String(days) == value, (1...Self.mostDays).contains(days) else { return false }
      substituteDays = days
    case .substitutePosts:
      let posts = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard posts.allSatisfy({ !$0.isEmpty && !$0.contains { $0.isWhitespace || $0 == "@" } }) else { return false }
      substitutePosts = value == Self.all ? nil : Set(posts)
    case .substituteNeeds:
      guard let need = Need(rawValue: value) else { return false }
      substituteNeeds = need
    }
    return true
  }
}
