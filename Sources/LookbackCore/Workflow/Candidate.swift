package import LookbackCEL

/// One way an event can go.
package struct Candidate: Sendable, Hashable {
  package var guards: [GuardRule]
  /// Nil: the track stays in its state without leaving and entering it.
  package var target: String?
  package var assignments: [Assignment]
  package var clear: [ValuePath]
  package var number: NumberRule?
  package var effects: [Effect]
  /// Groups of tracks that must have ended before it can be taken.
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
