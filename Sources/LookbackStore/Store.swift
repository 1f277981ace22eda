import LookbackCore
package import LookbackPostgres

/// Access to the tables. No other type knows them. Every function is one hop to one connection.
package struct Store: Sendable {
  let pool: ConnectionPool
  /// Up to so many cases, all that somebody may see are read and sorted for a list in the order of terms or of states;
  /// beyond it, the list is walked and who may see a case is asked case by case.
  var fewCases = 3_000
  /// Up to so many cases, those that somebody may see are read one by one for a list by number, until the page is full;
  /// beyond it, the list is walked. More are read than sorted, for only a list that is nearly empty reads them all.
  var fewCasesByNumber = 15_000

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
