/// What happens when a due date has passed.
package struct Breach: Sendable, Hashable {
  /// The mark of the case while the clock is past its due date; `overdue` unless the definition names another.
  package var mark: String
  package var tell: [Recipient]
  /// The further effects when the due date has passed.
  package var effects: [Effect]
  package init(mark: String, tell: [Recipient], effects: [Effect] = []) {
    self.effects = effects
    self.mark = mark
    self.tell = tell
  }
}
