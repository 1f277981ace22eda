package import LookbackCore
package import LookbackPostgres

extension Store {
  /// Runs a batch on one connection, in one hop: `lock`, decide, `record` or `leave`. What it leaves open is rolled back.
  /// - Throws: `unknown` when the commit's answer is lost.
  package func transaction<R: Sendable>(
    _ body: @escaping @Sendable (isolated Connection) throws -> R
  ) async throws(StoreError) -> R {
    try await run(body)
  }

  /// Of these cases, those that somebody else works on just now. Asks without waiting for anybody.
  package func held(_ cases: Set<CaseID>) async throws(StoreError) -> Set<CaseID> {
    let columns: [Parameter] = [.int8s(cases.map(\.value))]
    return Set(try await rows(Statements.listHeldCases, columns) { CaseID(try $0.int8(0)) })
  }
}
