import LookbackCore
package import LookbackPostgres

/// Access to the tables. No other type knows them. Every function is one hop to one connection.
package struct Store: Sendable {
  let pool: ConnectionPool

  package init(_ pool: ConnectionPool) { self.pool = pool }

  /// Runs `body` in one hop. Every failure is thrown as a `StoreError`.
  func run<R: Sendable>(_ body: @escaping @Sendable (isolated Connection) throws -> R) async throws(StoreError) -> R {
    do {
      return try await pool.withConnection { connection in try await connection.run(body) }
    } catch { throw StoreError(error) }
  }

  func rows<R: Sendable>(
    _ statement: Statement, _ parameters: Parameters, _ decode: @escaping @Sendable (Row) throws -> R
  ) async throws(StoreError) -> [R] {
    try await run { c in try c.query(statement, parameters).map(decode) }
  }
}
