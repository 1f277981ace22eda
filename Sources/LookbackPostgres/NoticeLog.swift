import CLibpq
import Logging

/// Receives what the server says unasked during a session: logs it and remembers warnings until they are judged.
///
/// Lives on the thread of its connection.
final class NoticeLog {
  private let logger: Logger
  /// Warnings since the last `forget()`.
  private(set) var warnings: [PostgresError] = []

  init(_ logger: Logger) {
    self.logger = logger
  }

  func forget() {
    warnings.removeAll()
  }

  func receive(_ result: OpaquePointer) {
    let message = text(result, CLIBPQ_MESSAGE) ?? "notice without text"
    let isWarning = text(result, CLIBPQ_SEVERITY) == "WARNING"
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
