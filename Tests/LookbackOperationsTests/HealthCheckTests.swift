import LookbackPostgres
import LookbackTesting
import LookbackTime
import Testing

@testable import LookbackOperations
@testable import LookbackStore

/// Each finding is provoked on a real server; one after the other, because some are of the whole server.
@Suite("the health check", .serialized, .timeLimit(.minutes(10)))
struct HealthCheckTests {
  @Test("finds nothing wrong with a database as it should be")
  func well() async throws {
    #expect(try await HealthyDatabase().findings() == [])
  }

  @Test("names settings that lose data")
  func losesData() async throws {
    let found = try await HealthyDatabase().findings(settings: ["synchronous_commit": "off"])
    #expect(found == [.losesData(setting: "synchronous_commit", value: "off")])
    // The server that most tests share is fast because it may lose everything.
    let shared = try await HealthyDatabase(on: TestCluster.shared)
    let all = try await shared.findings(as: shared.conninfo)
    #expect(all.contains(.losesData(setting: "fsync", value: "off")))
    #expect(all.contains(.losesData(setting: "full_page_writes", value: "off")))
  }

  @Test("names a standby that nobody waits for")
  func asynchronousFailover() async throws {
    let database = try await HealthyDatabase()
    let standby = try await database.session(" replication=database")
    #expect(try await database.findings() == [.asynchronousFailover(replicas: 1)])
    await standby.close()
  }

  @Test("names a standby that is far behind")
  func laggingStandby() async throws {
    let database = try await HealthyDatabase()
    let pool = ConnectionPool(HealthyDatabase.configuration(database.daemon), size: 1, timeout: .seconds(120))
    var found = try await Store(pool).examine(overdue: 10, slow: 1_000)
    await pool.close()
    #expect(found.laggingReplicas.isEmpty)
    found.laggingReplicas = [.init(name: "far", bytes: 1 << 30), .init(name: "near", bytes: 1_000)]
    #expect(found.findings(Thresholds(), connections: 6) == [.replicaLags(name: "far", bytes: 1 << 30)])
  }

  @Test("names a history that is in more parts than are good for it")
  func manyMonths() async throws {
    let database = try await HealthyDatabase()
    let pool = ConnectionPool(HealthyDatabase.configuration(database.daemon), size: 1, timeout: .seconds(120))
    var found = try await Store(pool).examine(overdue: 10, slow: 1_000)
    await pool.close()
    #expect((3...5).contains(found.months), "this month, the next two, and the common one")
    found.months = 240
    #expect(found.findings(Thresholds(), connections: 6) == [.manyMonths(count: 240)])
  }

  @Test("says what it cannot see, and sees it once it may")
  func blind() async throws {
    let database = try await HealthyDatabase()
    try await database.sql("revoke pg_read_all_stats from lookbackd")
    let found = try await database.findings()
    try await database.sql("grant pg_read_all_stats to lookbackd")
    #expect(found == [.cannotSee(role: "lookbackd")])
    var thresholds = Thresholds()
    thresholds.transaction = 0
    let session = try await database.session()
    try await session.begin()
    let seen = try await database.findings(thresholds: thresholds)
    await session.close()
    #expect(seen.map(\.code) == ["long-transaction"])
  }

  @Test("names an encoding that cannot keep every text")
  func wrongEncoding() async throws {
    let database = try await HealthyDatabase(creating: "encoding 'SQL_ASCII' template template0")
    #expect(try await database.findings().contains(.wrongEncoding("SQL_ASCII")))
  }

  @Test("names a server that is too old")
  func oldServer() async throws {
    let database = try await HealthyDatabase()
    let pool = ConnectionPool(HealthyDatabase.configuration(database.daemon), size: 1, timeout: .seconds(120))
    var found = try await Store(pool).examine(overdue: 10, slow: 1_000)
    await pool.close()
    #expect(found.findings(Thresholds(), connections: 6) == [])
    found.settings["server_version_num"] = "140012"
    found.settings["server_version"] = "14.12"
    #expect(found.findings(Thresholds(), connections: 6) == [.oldServer(version: "14.12")])
  }

  @Test("names a limit of connections below what the daemon may open")
  func tooFewConnections() async throws {
    let database = try await HealthyDatabase()
    let name = database.conninfo.split(separator: "=").last ?? ""
    try await database.sql("alter database \(name) connection limit 7")
    #expect(try await database.findings(connections: 6) == [.tooFewConnections(limit: 7, wanted: 8)])
    #expect(try await database.findings(connections: 5) == [])
  }

  @Test("names autovacuum when it is off")
  func noAutovacuum() async throws {
    let database = try await HealthyDatabase()
    try await database.sql("alter system set autovacuum = off")
    try await database.sql("select pg_reload_conf()")
    // The server passes the word on when it gets round to it.
    try await Waiting.until("autovacuum is off") { try await database.findings() == [.noAutovacuum] }
    try await database.sql("alter system reset autovacuum")
    try await database.sql("select pg_reload_conf()")
    try await Waiting.until("autovacuum is on") { try await database.findings() == [] }
  }

  @Test("names a role that can change history, and a guard that was taken away")
  func history() async throws {
    let database = try await HealthyDatabase()
    #expect(try await database.findings(as: database.conninfo) == [.mayChangeHistory(role: "postgres")])
    try await database.sql("alter table events disable trigger history_is_kept")
    #expect(try await database.findings() == [.unguardedHistory(triggers: 1)])
  }

  @Test("names months without a partition, and events outside the partitions")
  func partitions() async throws {
    let database = try await HealthyDatabase()
    try await database.sql(
      """
      insert into events values
        (1, 1, '2001-02-03', '2001-02-03', 0, 'open', '', 'open', 'liu', 'c', '', '')
      """)
    #expect(try await database.findings() == [.strayEvents(count: 1)])
    try await database.sql(
      """
      do $$ begin
        execute 'drop table events_' || to_char(now() at time zone 'utc', 'YYYYMM');
      end $$
      """)
    let months = try await database.findings().compactMap { finding -> [String]? in
      if case .missingPartitions(let months) = finding { months } else { nil }
    }
    #expect(months.count == 1 && months[0].count == 1)
  }

  @Test("names a table that is bloated")
  func deadRows() async throws {
    let database = try await HealthyDatabase()
    let session = try await database.session()
    try await session.run { c in
      try c.script("alter table timers set (autovacuum_enabled = off)")
      try c.script("insert into timers select 64, n, n, 'k' from generate_series(1, 500) n")
      try c.script("delete from timers where due_us > 100")
      try c.script("select pg_stat_force_next_flush()")
    }
    await session.close()
    var thresholds = Thresholds()
    #expect(try await database.findings(thresholds: thresholds) == [])
    thresholds.deadRows = 400
    #expect(try await database.findings(thresholds: thresholds) == [.deadRows(table: "timers", dead: 400, live: 100)])
  }

  @Test("names a transaction that is left open, and one that was prepared")
  func transactions() async throws {
    let database = try await HealthyDatabase()
    var thresholds = Thresholds()
    thresholds.transaction = 0
    let session = try await database.session()
    let pid = await session.backendID
    try await session.begin()
    // Only a role with pg_read_all_stats sees what sessions of other users do.
    let found = try await database.findings(as: database.conninfo, thresholds: thresholds)
    await session.close()
    guard case .longTransaction(pid, _, "postgres", true, _)? = found.dropFirst().first, found.count == 2 else {
      Issue.record("found \(found)")
      return
    }
    try await database.sql("begin; select 1; prepare transaction 'half'")
    let prepared = try await database.findings(thresholds: thresholds)
    try await database.sql("rollback prepared 'half'")
    guard case .preparedTransaction("half", _)? = prepared.first else {
      Issue.record("found \(prepared)")
      return
    }
  }

  @Test("names a replication slot that nobody reads")
  func slots() async throws {
    let database = try await HealthyDatabase()
    try await database.sql("select pg_create_physical_replication_slot('forgotten', true)")
    let found = try await database.findings()
    try await database.sql("select pg_drop_replication_slot('forgotten')")
    guard case .slotKeepsLog("forgotten", false, _)? = found.first, found.count == 1 else {
      Issue.record("found \(found)")
      return
    }
  }

  @Test("names clocks that disagree, whichever is ahead", arguments: [-5_000_000, 5_000_000])
  func clockSkew(offset: Int64) async throws {
    let found = try await HealthyDatabase().findings(clockOffset: offset)
    guard case .clockSkew(let seconds)? = found.first, found.count == 1 else {
      Issue.record("found \(found)")
      return
    }
    #expect(abs(seconds + Double(offset) / 1e6) < 1)
  }

  @Test("names posts that work waits for and nobody holds, each in both languages")
  func vacantPosts() async throws {
    let database = try await HealthyDatabase()
    try await database.sql(
      """
      insert into work_items (case_id, track, kind, assignee, workflow, version)
      values (1, 0, 'k', 'liaison@empty', 'w', 1), (2, 0, 'k', 'liaison@empty', 'w', 1), (2, 0, 'k', 'xue', 'w', 1)
      """)
    let found = try await database.findings()
    #expect(found == [.vacantPost("liaison@empty", items: 2)])
    #expect(found.first?.words(in: .english).what.contains("2 pieces of work wait for liaison@empty") == true)
    #expect(found.first?.words(in: .chinese).what.contains("有 2 项待办属于 liaison@empty") == true)
  }

  @Test("names what is late: timers, signals, messages that cannot be delivered")
  func work() async throws {
    let database = try await HealthyDatabase()
    try await database.sql(
      """
      insert into timers select 3, (extract(epoch from now() - interval '1 hour') * 1000000)::int8, n, 'k'
      from generate_series(1, 3) n;
      insert into outbox (lane, case_id, seq, at, track, topic, about, recipients)
      values (0, 1, 1, now() - interval '2 hours', 0, 'signal', 'hear', '{2}');
      insert into outbox_dead (lane, id, case_id, seq, at, track, topic, about, recipients, reason)
      values (0, 7, 1, 1, now(), 0, 'signal', 'hear', '{2}', 'nobody there');
      """)
    let found = try await database.findings()
    #expect(found.map(\.code) == ["overdue-timers", "waiting-signals", "undeliverable-messages"])
    guard case .overdueTimers(3, let seconds)? = found.first else {
      Issue.record("found \(found)")
      return
    }
    #expect(seconds > 3_500 && seconds < 4_000)
  }

  @Test("names statements that are slow, where the server counts them")
  func slowStatements() async throws {
    let cluster = try await TestCluster.create(
      settings: ["shared_preload_libraries": "pg_stat_statements"], durability: .full)
    let database = try await HealthyDatabase(on: cluster)
    try await database.sql("create extension pg_stat_statements")
    try await database.sql("set role lookbackd; select pg_sleep(0.2)")
    var thresholds = Thresholds()
    thresholds.statement = 150
    let found = try await database.findings(thresholds: thresholds)
    #expect(
      found.contains { if case .slowStatement(_, let time, _) = $0 { time >= 200 } else { false } }, "\(found)")
    await cluster.remove()
  }

  @Test("names a full disk, where the server's files are on this machine and their place is known")
  func fullDisk() async throws {
    let database = try await HealthyDatabase()
    var thresholds = Thresholds()
    thresholds.freeShare = 1.1
    let codes = try await database.findings(as: database.conninfo, thresholds: thresholds).map(\.code)
    #expect(codes == ["may-change-history", "full-disk"])
  }
}

extension Connection {
  /// Leaves a transaction open, which `run` would not.
  fileprivate func begin() throws { try script("begin; select 1") }
}
