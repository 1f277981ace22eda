import LookbackPostgres

/// How long a batch waits for locks of other transactions.
package enum LockTimeout: Sendable {
  /// The batch waits as long as the session's setting says.
  case ofSession
  /// Long enough for other batches to finish. A transaction that holds a lock for longer delays only the commands that
  /// need it.
  case brief
  /// At most 50 ms. The batch finds out what others hold, and does without it.
  case none

  var statement: Statement? {
    switch self {
    case .ofSession: nil
    case .brief: .waitBriefly
    case .none: .waitForNobody
    }
  }
}

extension Statement {
  /// Sets the lock timeout of a careful transaction, so that it does not wait for a locked table, such as one under
  /// migration.
  static let waitForNobody = Statement(
    "wait_for_nobody", "SET LOCAL lock_timeout = '50ms'", planning: .never)
  static let waitBriefly = Statement(
    "wait_briefly", "SET LOCAL lock_timeout = '400ms'", planning: .never)
}
