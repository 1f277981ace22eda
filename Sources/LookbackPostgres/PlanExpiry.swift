/// When a session plans anew what it plans once: whenever as much was sent again.
///
/// A plan that was made while a table was small may read it from end to end, and the server itself notices only at the
/// next analysis that the table has grown. A bulk of commands in between would read all that came before it, batch by batch.
struct PlanExpiry {
  private var sent = 0
  private var limit = 1 << 16

  mutating func grow(by bytes: Int) { sent += bytes }

  /// Whether plans are to be made anew; they are young then until twice as much was sent.
  mutating func renews() -> Bool {
    guard sent >= limit else { return false }
    limit = sent * 2
    return true
  }
}
