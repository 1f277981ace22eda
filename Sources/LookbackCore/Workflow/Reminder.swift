package import LookbackTime

/// A reminder before or after a due date, perhaps repeated.
package struct Reminder: Sendable, Hashable {
  package enum Direction: String, Sendable, Hashable { case before, after }
  /// Further reminders. Each is counted from the first, so that steps of months do not drift to other days of the
  /// month.
  package struct Ladder: Sendable, Hashable {
    package enum End: Sendable, Hashable {
      /// The number of all reminders, the first included.
      case count(Int)
      /// No reminder is later than this after the due date.
      case until(Span)
    }
    package var every: Span
    package var end: End
    package init(every: Span, end: End) {
      self.every = every
      self.end = end
    }
  }
  package var direction: Direction
  /// How long before or after the due date the first reminder is; nil means on the due date.
  package var span: Span?
  /// The repetition; nil if there is one reminder only.
  package var ladder: Ladder?
  package var tell: [Recipient]
  package init(direction: Direction, span: Span?, tell: [Recipient], ladder: Ladder? = nil) {
    self.direction = direction
    self.span = span
    self.tell = tell
    self.ladder = ladder
  }
}
