import LookbackCore
import LookbackPostgres
package import LookbackTime

extension Store {
  /// Renews what the planner knows of history.
  package func analyzeHistory() async throws(StoreError) {
    _ = try await rows(Statements.analyzeHistory, []) { try $0.text(0) }
  }

  /// Moves up to `limit` cases that ended before `moment` out of the tables that every batch reads, in one transaction;
  /// how many. Cases that somebody works on just now are left for another time.
  ///
  /// The case is the same there for everybody who reads; the first command for it brings it back. The keys of its commands
  /// go and come with it, so that a repeated command is known however late it comes; the key that opened it stays, because
  /// it must be found without the case.
  package func archive(endedBefore moment: Moment, limit: Int) async throws(StoreError) -> (found: Int, moved: Int) {
    try await run { c in
      let found = try c.query(
        Statements.listDormantCases, [.timestamptz(moment.microseconds), .int8(Int64(limit))]
      ).map { try $0.int8(0) }
      guard !found.isEmpty else { return (0, 0) }
      return try c.transaction {
        let locked = try c.query(Statements.lockDormantCases, [.int8s(found)]).map { try $0.int8(0) }
        // A second statement, hence a snapshot taken after the last lock was granted.
        let moved = try c.query(Statements.archiveCases, [.int8s(locked), .timestamptz(moment.microseconds)])
        return (found.count, Int(try moved[0].int8(0)))
      }
    }
  }
}

extension Connection {
  /// Brings cases back from the archive within the transaction that has a command for them.
  func recall(_ cases: Set<CaseID>) throws {
    _ = try query(Statements.recallCases, [.int8s(cases.sorted().map(\.value))])
  }
}
