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

/// Who asks: a person with the posts held at this moment, or the engine itself.
package enum Actor: Hashable, Sendable, CustomStringConvertible {
  case person(code: String, posts: Set<Post>)
  case engine

  /// As written into history: the person's code, or `engine`, which no person may be called.
  package var description: String {
    switch self {
    case .person(let code, _): code
    case .engine: "engine"
    }
  }
}
