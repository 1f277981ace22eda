/// A part of a definition that has a name of its own.
package struct FacetSubject: Sendable, Hashable, Comparable {
  package enum Kind: String, Sendable, Hashable, CaseIterable, Comparable {
    case workflow, field, role, clock, state, event, anywhere, lookBack = "look back", promise, moves, open, counts

    package static func < (left: Kind, right: Kind) -> Bool { left.place < right.place }

    private var place: Int { Kind.allCases.firstIndex(of: self) ?? 0 }
  }
  package var kind: Kind
  package var name: String
  /// The state that an event belongs to; empty for everything else.
  package var state: String

  init(_ kind: Kind, _ name: String = "", in state: String = "") {
    self.kind = kind
    self.name = name
    self.state = state
  }

  package static func < (left: FacetSubject, right: FacetSubject) -> Bool {
    (left.group, left.state, left.kind, left.name) < (right.group, right.state, right.kind, right.name)
  }

  /// Events stand with their states.
  private var group: Kind { kind == .event ? .state : kind }
}

/// What is said about one part, by the words of the notation; of things in a row each has its number.
package struct FacetProperty: Sendable, Hashable, Comparable {
  package var name: String
  /// Which of several: an event's way, an approval's step; from 1. Nil where there is only one.
  package var number: Int?

  init(_ name: String, _ number: Int? = nil) {
    self.name = name
    self.number = number
  }

  package static func < (left: FacetProperty, right: FacetProperty) -> Bool {
    (left.number ?? 0, left.name) < (right.number ?? 0, right.name)
  }
}
