package import LookbackCore

/// One difference between two versions of a workflow.
package struct WorkflowDifference: Sendable, Hashable {
  /// What is different about the part.
  package enum Kind: Sendable, Hashable {
    case added
    case removed
    /// The newer version has the part under another name, as its `moves` says.
    case renamed(from: String)
    /// A property has another value; nil means that the version does not have the property.
    case changed(FacetProperty, was: FacetValue?, now: FacetValue?)
    /// The same parts are in another order.
    case reordered(was: [String], now: [String])
  }
  package var subject: FacetSubject
  /// The title of the part; nil if it has none.
  package var title: Label?
  package var kind: Kind
}

extension Workflow {
  /// Returns all differences of `newer`, part by part; empty if both versions say the same. A name that the `moves` of
  /// `newer` renames counts as the same part.
  package func differences(to newer: Workflow) -> [WorkflowDifference] {
    WorkflowComparison(self, newer).differences
  }
}

private struct WorkflowComparison {
  private(set) var differences: [WorkflowDifference] = []
  private let old: WorkflowFacets
  private let new: WorkflowFacets

  init(_ older: Workflow, _ newer: Workflow) {
    let moves = newer.moves.flatMap { moves in
      older.reference.name == newer.reference.name && moves.from.contains(older.reference.version) ? moves : nil
    }
    old = WorkflowFacets(moves?.translated(older) ?? older)
    new = WorkflowFacets(newer)
    if let moves { addRenamed(older, moves) }
    for subject in Set(old.values.keys).union(new.values.keys).sorted() { compare(subject) }
    for kind in FacetSubject.Kind.allCases { compareOrder(of: kind) }
  }

  private mutating func add(_ subject: FacetSubject, _ kind: WorkflowDifference.Kind) {
    differences.append(
      WorkflowDifference(subject: subject, title: new.titles[subject] ?? old.titles[subject], kind: kind))
  }

  private mutating func addRenamed(_ older: Workflow, _ moves: Moves) {
    for (name, now) in moves.states.sorted(by: { $0.key < $1.key }) where name != now && older.state(name) != nil {
      add(FacetSubject(.state, now), .renamed(from: name))
    }
    for (name, now) in moves.data.sorted(by: { $0.key < $1.key }) where name != now && older.field(name) != nil {
      add(FacetSubject(.field, now), .renamed(from: name))
    }
  }

  private mutating func compare(_ subject: FacetSubject) {
    switch (old.values[subject], new.values[subject]) {
    case (nil, nil): break
    case (nil, .some): add(subject, .added)
    case (.some, nil): add(subject, .removed)
    case (let before?, let after?):
      for property in Set(before.keys).union(after.keys).sorted() where before[property] != after[property] {
        add(subject, .changed(property, was: before[property], now: after[property]))
      }
    }
  }

  /// Compares the order of the parts that both versions have; that of events within their state.
  private mutating func compareOrder(of kind: FacetSubject.Kind) {
    func common(_ mine: WorkflowFacets, _ others: WorkflowFacets) -> [String: [String]] {
      Dictionary(grouping: mine.order.filter { $0.kind == kind && others.values[$0] != nil }, by: \.state)
        .mapValues { $0.map(\.name) }
    }
    let (before, after) = (common(old, new), common(new, old))
    for state in before.keys.sorted() {
      guard let was = before[state], let now = after[state], was != now else { continue }
      add(FacetSubject(kind, in: state), .reordered(was: was, now: now))
    }
  }
}
