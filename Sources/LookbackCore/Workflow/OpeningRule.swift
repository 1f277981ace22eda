/// Who may open a case of a workflow, what may be given with it, and what must then hold.
package struct OpeningRule: Sendable, Hashable {
  /// Roles of the workflow.
  package var who: [String]
  /// Fields that may be given besides the required ones.
  package var takes: [String]
  package var guards: [GuardRule]

  package init(who: [String], takes: [String] = [], guards: [GuardRule] = []) {
    self.who = who
    self.takes = takes
    self.guards = guards
  }
}

extension Workflow {
  /// What history calls the opening.
  package static let opening = "open"

  /// What may be said with every act besides its fields, the opening included.
  package static let reason = AvailableAction.reason

  /// The roles that may open a case: those of `open`, else those that act in the first state, else all. Empty where
  /// the workflow names no roles at all.
  package var openers: [String] {
    if let opening { return opening.who }
    let first = states.first.map { state in state.who + state.events.filter(\.isForPersons).flatMap(\.who) } ?? []
    return (first.isEmpty ? roles.keys.sorted() : first).eachOnce
  }

  /// The fields that may be given when a case is opened: without `open` every field.
  package var openingFields: [Field] {
    guard let opening else { return fields }
    return fields.filter { $0.isRequired || opening.takes.contains($0.name) }
  }

  /// Whether somebody in it is named by the unit of a track, which a case of its own does not have.
  var isOfUnit: Bool {
    let isRole = roles.values.contains { if case .post(_, of: .trackUnit) = $0 { true } else { false } }
    return isRole || states.contains { $0.approval?.isOfUnit ?? false }
  }
}

extension ApprovalRule {
  fileprivate var isOfUnit: Bool {
    steps.contains { step in
      step.ask.contains { if case .post(_, of: .trackUnit) = $0 { true } else { false } }
    }
  }
}
