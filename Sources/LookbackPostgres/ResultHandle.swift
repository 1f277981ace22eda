import CLibpq

/// One PGresult, freed with its last reader. Never written after libpq hands it out, hence safe to share.
final class ResultHandle: @unchecked Sendable {
  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
  }

  deinit { PQclear(pointer) }

  var status: ExecStatusType { PQresultStatus(pointer) }

  /// The command as the server names it, e.g. `COMMIT` or `INSERT 0 3`.
  var commandTag: String { String(cString: PQcmdStatus(pointer)) }

  /// The number in the command tag, 0 when it has none.
  var affected: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }

  func field(_ code: Int32) -> String? {
    PQresultErrorField(pointer, code).map { String(cString: $0) }
  }

  func columnName(_ column: Int) -> String {
    PQfname(pointer, Int32(column)).map { String(cString: $0) } ?? "?"
  }

  /// The server's severity in English whatever its language, e.g. `ERROR`, `FATAL`, `WARNING`.
  var severity: String { field(CLIBPQ_SEVERITY) ?? "" }

  /// The refusal this result stands for. FATAL and PANIC end the session, so they are lost connections.
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
  /// libpq's own messages end with line breaks.
  var trimmingLineEnd: String {
    var text = self[...]
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }
}
