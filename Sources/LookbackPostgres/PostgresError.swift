/// The database or the way to it failed, or it answered with something that was not asked for.
///
/// Names the statement but never carries the values bound to it.
package struct PostgresError: Error, Sendable, Equatable {
  /// What went wrong; decides what a caller may do next.
  package enum Kind: String, Sendable {
    /// The server refused a statement; the transaction it belonged to is rolled back.
    case server
    /// The connection could not be made or was lost. What was inside a transaction did not happen;
    /// a statement outside a transaction may have happened.
    case connection
    /// The outcome of a COMMIT is not known: neither success nor failure may be assumed. Find out by asking again.
    case commitUnknown
    /// The server did not answer in time; the connection is given up. Same promise as `connection`.
    case timeout
    /// A value in the answer is not of the type it was read as.
    case decoding
    /// A parameter cannot be sent, e.g. text with a NUL in it. Nothing was sent.
    case parameter
    /// The pool could not lend a connection before its deadline.
    case unavailable
    /// The connection or pool was closed by this program.
    case closed
    /// The client was used against its rules, e.g. a transaction inside a transaction.
    case misuse
  }

  /// What went wrong.
  package let kind: Kind
  /// The five characters of the server's SQLSTATE, when the server said one.
  package let sqlState: String?
  /// What was found, in the server's words when the server spoke.
  package let message: String
  /// The name of the violated constraint, when the server named one.
  package let constraint: String?
  /// The name of the statement concerned.
  package let statement: String?
  /// What could help.
  package let hint: String?
  /// The server's function that raised the error; unlike the message it is in no human language.
  let routine: String?

  /// An error of this client; errors of the server are made from its answers.
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

  /// Whether the same transaction may succeed when it is simply tried again: serialization failure, deadlock, lock
  /// timeout, a server without room or memory, one that is shutting down, starting or a standby by now, a plan gone
  /// stale, a connection that was lost, fell silent or could not be had.
  package var isRetryable: Bool {
    switch kind {
    case .connection, .timeout, .unavailable: true
    case .server: Self.retryableStates.contains(sqlState ?? "") || isStalePlan
    default: false
    }
  }

  /// A prepared statement that no longer fits (the tables changed) or is gone (somebody discarded it).
  var isStalePlan: Bool {
    sqlState == "26000" || (sqlState == "0A000" && routine == "RevalidateCachedQuery")
  }

  private static let retryableStates: Set<String> = [
    "25006", "40001", "40P01", "53000", "53100", "53200", "53300", "53400", "55P03", "57P01", "57P02", "57P03", "57P04",
    "57P05", "58030",
  ]

  /// A server that writes nothing any more: by now it is a standby, and this connection is of no more use.
  var isReadOnly: Bool { sqlState == "25006" }

  /// The same error as a COMMIT of unknown outcome.
  func asCommitUnknown(_ statement: String) -> PostgresError {
    PostgresError(
      kind: .commitUnknown, message: message, sqlState: sqlState, constraint: constraint, statement: statement,
      hint: hint ?? "ask the database whether it happened before doing it again", routine: routine)
  }
}

extension PostgresError: CustomStringConvertible {
  /// One line: statement, message, SQLSTATE, constraint, hint; never a bound value.
  package var description: String {
    var text = statement.map { "\($0): \(message)" } ?? message
    if let sqlState { text += " (SQLSTATE \(sqlState))" }
    if let constraint { text += ", constraint \(constraint)" }
    if kind == .commitUnknown { text += "; the outcome of the commit is not known" }
    if let hint { text += "; \(hint)" }
    return text
  }
}
