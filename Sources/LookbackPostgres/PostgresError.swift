/// A failure of the database or of the connection to it, or an answer that was not expected.
///
/// It names the statement but never contains the values that were bound to it.
package struct PostgresError: Error, Sendable, Equatable {
  /// The kind of failure, which decides what a caller may do next.
  package enum Kind: String, Sendable {
    /// The server refused a statement. The transaction to which it belonged is rolled back.
    case server
    /// The connection could not be made or was lost. What was inside a transaction did not happen; a statement outside
    /// a transaction may have happened.
    case connection
    /// The outcome of a COMMIT is not known, so neither success nor failure may be assumed. The caller must ask the
    /// database.
    case commitUnknown
    /// The server did not answer in time, and the connection is given up. What holds for `connection` holds here, too.
    case timeout
    /// A value in the answer is not of the type as which it was read.
    case decoding
    /// A parameter cannot be sent, e.g. a text with a NUL in it. Nothing was sent.
    case parameter
    /// The pool could not lend a connection before its deadline.
    case unavailable
    /// This program closed the connection or the pool.
    case closed
    /// This program used the client against its rules, e.g. began a transaction inside a transaction.
    case misuse
  }

  /// The kind of failure.
  package let kind: Kind
  /// The five characters of the server's SQLSTATE; nil if the server gave none.
  package let sqlState: String?
  /// What was found, in the server's words if they come from it.
  package let message: String
  /// The name of the violated constraint; nil if the server named none.
  package let constraint: String?
  /// The name of the statement concerned; nil if there is none.
  package let statement: String?
  /// What could help, in the server's words if they come from it; nil if nothing is known.
  package let hint: String?
  /// The server's function that raised the error; nil if unknown. Unlike the message it does not depend on a language.
  let routine: String?

  /// Makes an error of this client. Errors of the server are made from its answers.
  package init(
    _ kind: Kind, _ message: String, sqlState: String? = nil, constraint: String? = nil, statement: String? = nil,
    hint: String? = nil
  ) {
    self.init(
      kind: kind, message: message, sqlState: sqlState, constraint: constraint, statement: statement, hint: hint,
      routine: nil)
  }

  init(
    kind: Kind, message: String, sqlState: String?, constraint: String?, statement: String?, hint: String?,
    routine: String?
  ) {
    self.kind = kind
    self.message = message
    self.sqlState = sqlState
    self.constraint = constraint
    self.statement = statement
    self.hint = hint
    self.routine = routine
  }

  /// Whether the same transaction may succeed if it is tried again. This holds for a serialization failure, a deadlock,
  /// a lock timeout and a stale plan; for a server that lacks disk or memory, is shutting down or starting, or has
  /// become a standby; and for a connection that was lost, did not answer in time or could not be had.
  package var isRetryable: Bool {
    switch kind {
    case .connection, .timeout, .unavailable: true
    case .server: Self.retryableStates.contains(sqlState ?? "") || isStalePlan
    default: false
    }
  }

  /// Whether a prepared statement no longer fits because tables changed, or no longer exists on the server.
  var isStalePlan: Bool {
    sqlState == "26000" || (sqlState == "0A000" && routine == "RevalidateCachedQuery")
  }

  private static let retryableStates: Set<String> = [
    "25006", "40001", "40P01", "53000", "53100", "53200", "53300", "53400", "55P03", "57P01", "57P02", "57P03", "57P04",
    "57P05", "58030",
  ]

  /// Whether the server accepts no writes. It has become a standby, so this connection is of no more use.
  var isReadOnly: Bool { sqlState == "25006" }

  /// Returns the same error as a COMMIT of unknown outcome.
  func asCommitUnknown(_ statement: String) -> PostgresError {
    PostgresError(
      kind: .commitUnknown, message: message, sqlState: sqlState, constraint: constraint, statement: statement,
      hint: hint ?? "ask the database whether it happened before doing it again", routine: routine)
  }
}

extension PostgresError: CustomStringConvertible {
  /// One line with the statement, message, SQLSTATE, constraint and hint; never a bound value.
  package var description: String {
    var text = statement.map { "\($0): \(message)" } ?? message
    if let sqlState { text += " (SQLSTATE \(sqlState))" }
    if let constraint { text += ", constraint \(constraint)" }
    if kind == .commitUnknown { text += "; the outcome of the commit is not known" }
    if let hint { text += "; \(hint)" }
    return text
  }
}
