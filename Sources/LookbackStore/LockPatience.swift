import LookbackPostgres

/// How long a batch waits for what others hold.
package enum LockPatience: Sendable {
  /// As the session does for everything.
  case ofSession
  /// Until other batches are through: who holds something longer holds up those who need it, and nobody else.
  case brief
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
  /// Whoever holds a table, a migration for one, is not waited for in this transaction.
  static let waitForNobody = Statement(
    "wait_for_nobody", "SET LOCAL lock_timeout = '50ms'", planning: .never)
  static let waitBriefly = Statement(
    "wait_briefly", "SET LOCAL lock_timeout = '400ms'", planning: .never)
}
