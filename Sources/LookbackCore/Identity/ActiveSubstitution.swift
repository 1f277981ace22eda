/// A person in whose place another one may act at this moment.
package struct ActiveSubstitution: Hashable, Comparable, Sendable {
  /// The code of the person who is substituted for.
  package let person: String
  /// The posts that the substitution covers, as that person holds them now.
  package let posts: Set<Post>
  /// Whether everything is covered, also what is asked of that person by name.
  package let isWhole: Bool

  package init(person: String, posts: Set<Post>, isWhole: Bool) {
    self.person = person
    self.posts = posts
    self.isWhole = isWhole
  }

  package static func < (left: ActiveSubstitution, right: ActiveSubstitution) -> Bool { left.person < right.person }
}
