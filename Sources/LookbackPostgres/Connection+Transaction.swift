import CLibpq

extension Connection {
  /// Begins a transaction, runs the body and commits. If the body throws, the transaction is rolled back.
  ///
  /// The body may end the transaction itself, e.g. with a pipeline that ends in `.commit`.
  /// - Throws: the body's error; `PostgresError` of kind `.commitUnknown` if the answer to COMMIT did not come or was a
  ///   warning.
  package func transaction<R>(_ body: () throws -> R) throws -> R {
    guard !isInTransaction else {
      throw PostgresError(.misuse, "a transaction inside a transaction; use the one that is open")
    }
    _ = try query(.begin)
    let result: R
    do { result = try body() } catch {
      rollBackIfOpen()
      throw error
    }
    if isInTransaction { _ = try query(.commit) }
    return result
  }

  /// Runs any SQL without parameters, also several statements at once, as migrations and tests need it.
  ///
  /// Outside a transaction the statements are one implicit transaction. The client sets no deadline.
  /// - Throws: `PostgresError`, the first refusal of the server.
  package func script(_ sql: String) throws {
    guard !sql.utf8.contains(0) else { throw PostgresError(.parameter, "a script with a NUL character in it") }
    unsettle()
    let link = try link()
    guard PQexitPipelineMode(link.handle) == 1 else { throw link.failure() }
    defer { if PQenterPipelineMode(link.handle) == 0 { link.markBroken() } }
    try link.script(sql, deadline: nil)
  }

  /// Whether a transaction is open, even one that the server has already marked as failed.
  package var isInTransaction: Bool {
    guard let link = try? link() else { return false }
    return PQtransactionStatus(link.handle) != PQTRANS_IDLE
  }

  /// Rolls back the open transaction, if there is one. If that fails the connection is marked as broken, and the server
  /// rolls back when it closes.
  func rollBackIfOpen() {
    guard isInTransaction, let link = try? link() else { return }
    do { _ = try query(.rollback) } catch { link.markBroken() }
  }

  /// Rolls back what the last borrower left open. Returns false if the connection can no longer be used.
  func isFreeForReuse() -> Bool {
    rollBackIfOpen()
    return isUsable
  }
}
