/// Decides when a session plans its statements again: each time the total of what it has sent has doubled.
///
/// A plan that was made while a table was small may read the whole table, and the server notices only at the next
/// analysis that the table has grown. Without this, many commands in between would read all rows that came before them,
/// batch by batch.
struct PlanExpiry {
  private var sent = 0
  private var limit = 1 << 16

  /// Adds bytes that were sent.
  mutating func grow(by bytes: Int) { sent += bytes }

  /// Returns whether plans are to be made again. If so, the next time comes when twice as much has been sent in all.
  mutating func renews() -> Bool {
    guard sent >= limit else { return false }
    limit = sent * 2
    return true
  }
}
