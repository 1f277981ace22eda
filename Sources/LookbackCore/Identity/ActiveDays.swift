package import LookbackTime

/// The days on which a person is active, or holds a post: from a first day to a last one, or without an end.
package struct ActiveDays: Hashable, Sendable {
  /// Nil if it was always so.
  package var first: CivilDate?
  /// Nil if it has no end.
  package var last: CivilDate?

  package init(from first: CivilDate? = nil, until last: CivilDate? = nil) {
    self.first = first
    self.last = last
  }

  package static let always = ActiveDays()

  package func include(_ day: CivilDate) -> Bool { first ?? day <= day && day <= last ?? day }

  /// Whether some day belongs to both.
  package func overlap(_ other: ActiveDays) -> Bool {
    let first = max(first ?? .first, other.first ?? .first)
    return first <= min(last ?? .last, other.last ?? .last)
  }
}

/// A post with the days on which a person holds it.
package struct HeldPost: Hashable, Sendable {
  package var post: Post
  package var days: ActiveDays

  package init(_ post: Post, _ days: ActiveDays = .always) {
    self.post = post
    self.days = days
  }
}

extension Sequence<HeldPost> {
  /// Returns the posts that are held on this day.
  package func active(on day: CivilDate) -> Set<Post> { Set(lazy.filter { $0.days.include(day) }.map(\.post)) }
}
