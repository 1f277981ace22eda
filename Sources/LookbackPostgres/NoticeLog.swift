import CLibpq
import Logging

/// Receives what the server says unasked during a session: logs it and remembers warnings until they are judged.
///
/// Lives on the thread of its connection.
final class NoticeLog {
  private let logger: Logger
  /// Warnings since the last `forget()`.
  private(set) var warnings: [PostgresError] = []

  /// The server ended the session, without a statement to refuse.
  private(set) var saidGoodbye = false

  /// The warning that something is committed here but perhaps nowhere else.
  var unreplicated: PostgresError? {
    warnings.first { $0.routine == "SyncRepWaitForLSN" }
  }

  init(_ logger: Logger) {
    self.logger = logger
  }

  func forget() {
    warnings.removeAll()
  }

  func receive(_ result: OpaquePointer) {
    let message = text(result, CLIBPQ_MESSAGE) ?? "notice without text"
    let severity = text(result, CLIBPQ_SEVERITY)
    if severity == "FATAL" || severity == "PANIC" { saidGoodbye = true }
    let isWarning = severity == "WARNING"
    let state = text(result, CLIBPQ_SQLSTATE)
    logger.log(
      level: isWarning ? .warning : .debug, "notice from the server",
      metadata: ["notice": "\(message)", "sqlstate": "\(state ?? "")"])
    guard isWarning else { return }
    warnings.append(
      PostgresError(
        kind: .server, message: message, sqlState: state, constraint: nil, statement: nil,
        hint: text(result, CLIBPQ_HINT), routine: text(result, CLIBPQ_ROUTINE)))
  }

  private func text(_ result: OpaquePointer, _ code: Int32) -> String? {
    PQresultErrorField(result, code).map { String(cString: $0) }
  }
}
