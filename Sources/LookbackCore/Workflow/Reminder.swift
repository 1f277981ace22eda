package import LookbackTime

package struct Reminder: Sendable, Hashable {
  package enum Direction: String, Sendable, Hashable { case before, after }
  /// Further reminders, each a span after the one before, counted from the first: month steps do not drift.
  package struct Ladder: Sendable, Hashable {
    package enum End: Sendable, Hashable {
      /// Of them all, the first included.
      case count(Int)
      /// None later than this after the due date.
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
  /// Nil: the due date itself, from which a ladder counts.
  package var span: Span?
  package var ladder: Ladder?
  package var tell: [Recipient]
  package init(direction: Direction, span: Span?, tell: [Recipient], ladder: Ladder? = nil) {
    self.direction = direction
    self.span = span
    self.tell = tell
    self.ladder = ladder
  }
}
