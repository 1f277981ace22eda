/// One way on of an event. The first candidate whose guards hold is taken.
package struct Candidate: Sendable, Hashable {
  package var guards: [GuardRule]
  /// The state that the track enters; nil if it stays in its state without leaving and entering it.
  package var target: String?
  package var assignments: [Assignment]
  package var clear: [ValuePath]
  package var number: NumberRule?
  package var effects: [Effect]
  /// The groups of tracks that must have ended before this candidate can be taken.
  package var awaits: [String]

  package init(
    guards: [GuardRule] = [], target: String?, assignments: [Assignment] = [], clear: [ValuePath] = [],
    number: NumberRule? = nil, effects: [Effect] = [], awaits: [String] = []
  ) {
    self.guards = guards
    self.target = target
    self.assignments = assignments
    self.clear = clear
    self.number = number
    self.effects = effects
    self.awaits = awaits
  }
}
