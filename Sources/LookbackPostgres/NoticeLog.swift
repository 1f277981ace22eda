import CLibpq
import Logging

/// Receives the notices that the server sends during a session. It logs them and keeps warnings until they are judged.
///
/// A log stays on the thread of its connection.
final class NoticeLog {
  private let logger: Logger
  /// The warnings since the last `forget()`.
  private(set) var warnings: [PostgresError] = []

  /// Whether the server has said that it ends the session, which it does without a statement to refuse.
  private(set) var saidGoodbye = false

  /// The warning that a transaction is committed on this server but perhaps not on a standby; nil if there was none.
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
