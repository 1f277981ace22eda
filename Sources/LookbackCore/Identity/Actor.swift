/// A role held in a unit, such as `clerk@congress-office`.
package struct Post: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let name: String
  package let unit: String
  package init(name: String, unit: String) {
    self.name = name
    self.unit = unit
  }
  package static func < (left: Post, right: Post) -> Bool { (left.unit, left.name) < (right.unit, right.name) }
  package var description: String { "\(name)@\(unit)" }
}

/// The actor of a command: a person with the posts held at this moment and with the persons in whose place this person
/// may act, or the engine itself.
package enum Actor: Hashable, Sendable, CustomStringConvertible {
  case person(code: String, posts: Set<Post>, substitutingFor: Set<ActiveSubstitution> = [])
  /// The engine, which fires events of time and those that follow from values.
  case engine

  /// The name in history: the person's code, or `engine`, which is no person's code.
  package var description: String {
    switch self {
    case .person(let code, _, _): code
    case .engine: "engine"
    }
  }
}

extension Actor {
  /// The person's code; nil for the engine.
  package var person: String? {
    if case .person(let code, _, _) = self { return code }
    return nil
  }

  /// The names under which work is asked of this actor: the own code and posts, and those of the persons substituted
  /// for.
  package var names: [String] {
    guard case .person(let code, let posts, let substitutions) = self else { return [] }
    let own = [code] + posts.sorted().map(\.description)
    let others = substitutions.sorted().flatMap {
      ($0.isWhole ? [$0.person] : []) + $0.posts.sorted().map(\.description)
    }
    return own + others.filter { !own.contains($0) }
  }
}
