import LookbackCore
import LookbackPostgres
package import LookbackTime

extension Store {
  /// Renews the planner's statistics of history.
  package func analyzeHistory() async throws(StoreError) {
    _ = try await rows(Statements.analyzeHistory, []) { try $0.text(0) }
  }

  /// Moves up to `limit` cases that ended before `moment` out of the tables that every batch reads, in one transaction.
  /// It skips cases that other transactions have locked.
  ///
  /// Readers see an archived case as any other, and the first command for it brings it back. The ids of its commands
  /// move with it, so that a repeated command is recognised at any time. Only the id of the command that opened it
  /// stays, because that id must be found without the case.
  /// - Returns: how many such cases were found, and how many of them were moved.
  package func archive(endedBefore moment: Moment, limit: Int) async throws(StoreError) -> (found: Int, moved: Int) {
    try await run { c in
      let found = try c.query(
        Statements.listDormantCases, ["ended_before": .timestamptz(moment.microseconds), "limit": .int8(Int64(limit))]
      ).map { try $0.int8(0) }
      guard !found.isEmpty else { return (0, 0) }
      return try c.transaction {
        let locked = try c.query(Statements.lockDormantCases, ["case_ids": .int8s(found)]).map { try $0.int8(0) }
        // A second statement has a snapshot taken after the last lock was granted.
        let moved = try c.query(
          Statements.archiveCases,
          ["case_ids": .int8s(locked), "ended_before": .timestamptz(moment.microseconds)])
        return (found.count, Int(try moved[0].int8(0)))
      }
    }
  }
}

extension Connection {
  /// Brings cases back from the archive, within the transaction that has commands for them.
  func recall(_ cases: Set<CaseID>) throws {
    _ = try query(Statements.recallCases, ["case_ids": .int8s(cases.sorted().map(\.value))])
  }
}
