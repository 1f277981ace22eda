import CLibpq

extension Connection {
  /// Begins, runs the body, commits; rolls back when the body throws.
  ///
  /// The body may end the transaction itself, e.g. with a flight that ends in `.commit`.
  /// - Throws: the body's error; of kind `.commitUnknown` when the answer to COMMIT did not come or was a warning.
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

  /// Runs any SQL, also several statements at once, without parameters: migrations, test fixtures.
  ///
  /// Outside a transaction the statements are one implicit transaction. The client sets no deadline.
  package func script(_ sql: String) throws {
    guard !sql.utf8.contains(0) else { throw PostgresError(.parameter, "a script with a NUL character in it") }
    unsettle()
    let link = try link()
    guard PQexitPipelineMode(link.handle) == 1 else { throw link.failure() }
    defer { if PQenterPipelineMode(link.handle) == 0 { link.markBroken() } }
    try link.script(sql, deadline: nil)
  }

  /// Whether a transaction is open, be it sound or already refused.
  package var isInTransaction: Bool {
    guard let link = try? link() else { return false }
    return PQtransactionStatus(link.handle) != PQTRANS_IDLE
  }

  /// Undoes what is open; when even that fails the connection is of no more use and the server undoes it.
  func rollBackIfOpen() {
    guard isInTransaction, let link = try? link() else { return }
    do { _ = try query(.rollback) } catch { link.markBroken() }
  }

  /// Ends what the last borrower left open; false when the connection is of no more use.
  func isFreeForReuse() -> Bool {
    rollBackIfOpen()
    return isUsable
  }
}
