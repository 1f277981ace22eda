import CLibpq

/// One PGresult, freed with its last reader. Nothing writes to it after libpq returned it, so it is safe to share.
final class ResultHandle: @unchecked Sendable {
  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
  }

  deinit { PQclear(pointer) }

  var status: ExecStatusType { PQresultStatus(pointer) }

  /// The command as the server names it, e.g. `COMMIT` or `INSERT 0 3`.
  var commandTag: String { String(cString: PQcmdStatus(pointer)) }

  /// The number in the command tag; 0 if it has none.
  var affected: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }

  func field(_ code: Int32) -> String? {
    PQresultErrorField(pointer, code).map { String(cString: $0) }
  }

  func columnName(_ column: Int) -> String {
    PQfname(pointer, Int32(column)).map { String(cString: $0) } ?? "?"
  }

  /// The server's severity in English whatever the server's language is, e.g. `ERROR`, `FATAL`, `WARNING`.
  var severity: String { field(CLIBPQ_SEVERITY) ?? "" }

  /// Returns the refusal that this result stands for. FATAL and PANIC end the session, so they count as lost
  /// connections.
  func error(in statement: String?) -> PostgresError {
    let endsSession = severity == "FATAL" || severity == "PANIC" || field(CLIBPQ_SQLSTATE) == nil
    return PostgresError(
      kind: endsSession ? .connection : .server,
      message: field(CLIBPQ_MESSAGE) ?? String(cString: PQresultErrorMessage(pointer)).trimmingLineEnd,
      sqlState: field(CLIBPQ_SQLSTATE), constraint: field(CLIBPQ_CONSTRAINT), statement: statement,
      hint: field(CLIBPQ_HINT), routine: field(CLIBPQ_ROUTINE))
  }
}

extension String {
  /// The text without line breaks at its end, which messages of libpq itself have.
  var trimmingLineEnd: String {
    var text = self[...]
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }
}
