import LookbackPostgres

extension TestCluster {
  /// Makes and starts a server that follows `primary` by streaming replication; it can be read.
  package static func standby(of primary: TestCluster) async throws -> TestCluster {
    let standby = try TestCluster([:], .full)
    try await standby.copy(primary)
    try await standby.start()
    return standby
  }

  /// Makes a standby a primary on a timeline of its own; returns when it can be written.
  package func promote() async throws {
    let promoted = try await asked("select pg_promote()::int4::int8")
    guard promoted == 1 else { throw TestClusterError("the standby was not promoted within a minute") }
  }

  /// Returns when a standby has replayed all that its primary has written by now.
  package func catchUp(with primary: TestCluster) async throws {
    let position = try await primary.asked("select (pg_current_wal_flush_lsn() - '0/0')::int8")
    try await Waiting.until("the standby has caught up") {
      try await asked("select (pg_last_wal_replay_lsn() - '0/0')::int8") >= position
    }
  }

  /// A standby that gets nothing more from its primary, as when the network between them is gone.
  package func stopFollowing() async throws {
    try await administer("alter system set primary_conninfo = ''")
    try await administer("select pg_reload_conf()")
    try await Waiting.until("the standby follows nobody") {
      try await asked("select count(*) from pg_stat_wal_receiver") == 0
    }
  }

  /// Follows its primary again; comes back at once, while it still catches up.
  package func followAgain(_ primary: TestCluster) async throws {
    try await administer("alter system set primary_conninfo = 'host=\(primary.socketFolder) user=postgres'")
    try await administer("select pg_reload_conf()")
  }

  /// A primary that acknowledges no commit before a standby has it, too.
  package func waitForStandby() async throws {
    try await administer("alter system set synchronous_standby_names = '*'")
    try await administer("select pg_reload_conf()")
  }

  private func asked(_ sql: String) async throws -> Int64 {
    try await maintained { c in try c.query(Statement(sql, sql))[0].int8(0) }
  }
}
