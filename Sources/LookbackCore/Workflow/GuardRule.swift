package import LookbackCEL

/// A guard, with what to do if it does not hold.
package struct GuardRule: Sendable, Hashable {
  package var condition: Guard
  /// The sentence that says what to do if the guard does not hold.
  package var otherwise: Label
  package init(condition: Guard, otherwise: Label) {
    self.condition = condition
    self.otherwise = otherwise
  }
}
