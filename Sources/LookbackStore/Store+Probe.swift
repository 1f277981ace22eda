import LookbackPostgres

extension Store {
  /// Commits nothing, with all that the commit of a command needs: room on the disk, a line of the log, the standby.
  ///
  /// Comes back when that is done, however long the wait.
  package func tryCommitting() async throws(StoreError) {
    try await run { c in
      do {
        _ = try c.pipeline([(.begin, []), (Statements.takeRoom, []), (.commit, [])])
      } catch let error as PostgresError where error.sqlState == Self.notAllowed {
        // A role without the right to temporary tables: the log and the standby are tried all the same.
        _ = try c.pipeline([(.begin, []), (Statements.writeNothing, []), (.commit, [])])
      }
    }
  }

  private static let notAllowed = "42501"
}
