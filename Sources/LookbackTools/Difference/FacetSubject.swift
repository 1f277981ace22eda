/// A part of a definition that can differ between two versions, with its name.
package struct FacetSubject: Sendable, Hashable, Comparable {
  /// The kinds of parts, in the order in which differences are listed.
  package enum Kind: String, Sendable, Hashable, CaseIterable, Comparable {
    case workflow, field, role, clock, state, event, anywhere, lookBack = "look back", promise, moves, open, counts

    package static func < (left: Kind, right: Kind) -> Bool { left.place < right.place }

    private var place: Int { Kind.allCases.firstIndex(of: self) ?? 0 }
  }
  package var kind: Kind
  package var name: String
  /// The state to which an event belongs; empty for any other part.
  package var state: String

  init(_ kind: Kind, _ name: String = "", in state: String = "") {
    self.kind = kind
    self.name = name
    self.state = state
  }

  package static func < (left: FacetSubject, right: FacetSubject) -> Bool {
    (left.group, left.state, left.kind, left.name) < (right.group, right.state, right.kind, right.name)
  }

  /// The kind by which parts are sorted first. Events are sorted with their states.
  private var group: Kind { kind == .event ? .state : kind }
}

/// A property of one part, called by its key in the notation.
package struct FacetProperty: Sendable, Hashable, Comparable {
  package var name: String
  /// The number of the candidate of an event, or of the step of an approval, from 1; nil if there is only one.
  package var number: Int?

  init(_ name: String, _ number: Int? = nil) {
    self.name = name
    self.number = number
  }

  package static func < (left: FacetProperty, right: FacetProperty) -> Bool {
    (left.number ?? 0, left.name) < (right.number ?? 0, right.name)
  }
}
