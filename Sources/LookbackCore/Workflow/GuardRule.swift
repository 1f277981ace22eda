package import LookbackCEL

package struct GuardRule: Sendable, Hashable {
  package var condition: Guard
  /// Says what to do when the guard does not hold.
  package var otherwise: Label
  package init(condition: Guard, otherwise: Label) {
    self.condition = condition
    self.otherwise = otherwise
  }
}
