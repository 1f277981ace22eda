/// Who may see the cases of a workflow, and who may see single fields.
package struct Visibility: Sendable, Hashable {
  /// Roles that may see something, and the states of the track in which they may.
  package struct Rule: Sendable, Hashable {
    package var who: [String]
    /// The states in which the rule holds; nil if it holds in all.
    package var states: [String]?

    package init(who: [String], states: [String]? = nil) {
      self.who = who
      self.states = states
    }
  }

  /// The rules for cases; nil if the definition has none, so that every role may see them.
  package var cases: [Rule]?
  /// The rules for fields, by their names. Those who may see a case see its fields that are not here.
  package var fields: [String: [Rule]]

  package init(cases: [Rule]? = nil, fields: [String: [Rule]] = [:]) {
    self.cases = cases
    self.fields = fields
  }

  /// Whether a case may be seen by others when one of its tracks is in another state.
  var dependsOnState: Bool { cases?.contains { $0.states != nil } ?? false }
}

extension Workflow {
  /// The roles, with those that its approvals ask without a name.
  var everyRole: [Role] {
    let named = self.roles.keys.sorted().compactMap { self.roles[$0] }
    return (named + self.states.flatMap { $0.approval?.steps.flatMap(\.ask) ?? [] }).eachOnce
  }
}
