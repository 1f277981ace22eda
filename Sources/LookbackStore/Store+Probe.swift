import LookbackPostgres

extension Store {
  /// Commits an empty transaction that needs everything that the commit of a command needs: disk space, a record of the
  /// log, the standby. It returns when that is done, however long it takes.
  package func tryCommitting() async throws(StoreError) {
    try await run { c in
      do {
        _ = try c.pipeline([(.begin, []), (Statements.takeRoom, []), (.commit, [])])
      } catch let error as PostgresError where error.sqlState == Self.notAllowed {
        // The role may not create temporary tables, which would test the disk space. The log and the standby are still
        // tested.
        _ = try c.pipeline([(.begin, []), (Statements.writeNothing, []), (.commit, [])])
      }
    }
  }

  private static let notAllowed = "42501"
}
