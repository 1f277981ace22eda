/// Who may open a case of a workflow, what may be given with it, and what must then hold.
package struct OpeningRule: Sendable, Hashable {
  /// The roles of the workflow that may open a case.
  package var who: [String]
  /// The fields that may be given besides the required ones.
  package var takes: [String]
  /// The conditions that must hold for the opened case.
  package var guards: [GuardRule]

  package init(who: [String], takes: [String] = [], guards: [GuardRule] = []) {
    self.who = who
    self.takes = takes
    self.guards = guards
  }
}

extension Workflow {
  /// The name of the event in history that records the opening.
  package static let opening = "open"

  /// The key of the reason, which may be given with every command, also with the opening.
  package static let reason = AvailableAction.reason

  /// The roles that may open a case: those of `open`; without it those that act in the first state; if there are none,
  /// all roles. It is empty if the workflow names no roles.
  package var openers: [String] {
    if let opening { return opening.who }
    let first = self.states.first.map { state in state.who + state.events.filter(\.isForPersons).flatMap(\.who) } ?? []
    return (first.isEmpty ? self.roles.keys.sorted() : first).eachOnce
  }

  /// The fields that may be given when a case is opened. Without `open` these are all fields.
  package var openingFields: [Field] {
    guard let opening else { return self.fields }
    return self.fields.filter { $0.isRequired || opening.takes.contains($0.name) }
  }

  /// Whether a role in it names the unit of a track. A case that is no track of another one has no such unit.
  var isOfUnit: Bool {
    let isRole = self.roles.values.contains { if case .post(_, of: .trackUnit) = $0 { true } else { false } }
    return isRole || self.states.contains { $0.approval?.isOfUnit ?? false }
  }
}

extension ApprovalRule {
  fileprivate var isOfUnit: Bool {
    steps.contains { step in
      step.ask.contains { if case .post(_, of: .trackUnit) = $0 { true } else { false } }
    }
  }
}
