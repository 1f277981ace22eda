package struct Breach: Sendable, Hashable {
  /// Shown on the case while the clock is past its due date; `overdue` unless the definition says otherwise.
  package var mark: String
  package var tell: [Recipient]
  /// What else leaves when the due date has passed.
  package var effects: [Effect]
  package init(mark: String, tell: [Recipient], effects: [Effect] = []) {
    self.effects = effects
    self.mark = mark
    self.tell = tell
  }
}
