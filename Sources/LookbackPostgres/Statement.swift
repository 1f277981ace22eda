/// A SQL statement with the name it goes by in errors and logs.
///
/// A connection prepares it at its first use and keeps it; `$1`, `$2` … are its parameters.
package struct Statement: Sendable, Hashable {
  /// Unique among the statements of a program; never shown to users without need.
  package let name: String
  /// One SQL statement without a final semicolon.
  package let text: String

  /// The name must be unique, the text one statement; neither is checked before the first use.
  package init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }

  /// Hashes the name only: texts are long and names are unique.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
  }

  /// Opens a transaction with the session's isolation (read committed).
  package static let begin = Statement("begin", "BEGIN")
  /// Ends a transaction; its outcome can be unknown, see `PostgresError.Kind.commitUnknown`.
  package static let commit = Statement("commit", "COMMIT")
  /// Undoes a transaction.
  package static let rollback = Statement("rollback", "ROLLBACK")
}
