package import LookbackCore
package import LookbackPostgres

extension Store {
  /// Runs a batch on one connection, in one hop: `lock`, decide, then `record` or `leave`. A transaction that `body`
  /// leaves open is rolled back.
  /// - Throws: `StoreError.unknown` when the answer to the commit is lost.
  package func transaction<R: Sendable>(
    _ body: @escaping @Sendable (isolated Connection) throws -> R
  ) async throws(StoreError) -> R {
    try await run(body)
  }

  /// Returns those of these cases that other transactions have locked. It does not wait for locks.
  package func held(_ cases: Set<CaseID>) async throws(StoreError) -> Set<CaseID> {
    let columns: Parameters = ["case_ids": .int8s(cases.map(\.value))]
    return Set(try await rows(Statements.listHeldCases, columns) { CaseID(try $0.int8(0)) })
  }
}
