import LookbackPostgres
import LookbackTesting
import LookbackTime
import Testing

@testable import LookbackRuntime
@testable import LookbackStore

/// Each finding is provoked on a real server; one after the other, because some are of the whole server.
@Suite("the doctor", .serialized)
struct DoctorTests {
  @Test("finds nothing wrong with a database as it should be")
  func well() async throws {
    #expect(try await Clinic().ailments() == [])
  }

  @Test("names settings that lose data")
  func losesData() async throws {
    let found = try await Clinic().ailments(settings: ["synchronous_commit": "off"])
    #expect(found == [.losesData(setting: "synchronous_commit", value: "off")])
    // The server that most tests share is fast because it may lose everything.
    let office = try await Office(testClock: nil)
    let all = try await Doctor(store: office.store, connections: 6).ailments()
    #expect(all.contains(.losesData(setting: "fsync", value: "off")))
    #expect(all.contains(.losesData(setting: "full_page_writes", value: "off")))
  }

  @Test("names a standby that nobody waits for")
  func asynchronousFailover() async throws {
    let clinic = try await Clinic()
    let standby = try await clinic.session(" replication=database")
    #expect(try await clinic.ailments() == [.asynchronousFailover(replicas: 1)])
    await standby.close()
  }

  @Test("names a standby that is far behind")
  func laggingStandby() async throws {
    let clinic = try await Clinic()
    let pool = ConnectionPool(Office.configuration(clinic.daemon), size: 1, patience: .seconds(120))
    var found = try await Store(pool).examine(overdue: 10, slow: 1_000)
    await pool.close()
    #expect(found.laggingReplicas.isEmpty)
    found.laggingReplicas = [.init(name: "far", bytes: 1 << 30), .init(name: "near", bytes: 1_000)]
    #expect(found.ailments(Thresholds(), connections: 6) == [.replicaLags(name: "far", bytes: 1 << 30)])
  }

  @Test("names a history that is in more parts than are good for it")
  func manyMonths() async throws {
    let clinic = try await Clinic()
    let pool = ConnectionPool(Office.configuration(clinic.daemon), size: 1, patience: .seconds(120))
    var found = try await Store(pool).examine(overdue: 10, slow: 1_000)
    await pool.close()
    #expect((3...5).contains(found.months), "this month, the next two, and the common one")
    found.months = 240
    #expect(found.ailments(Thresholds(), connections: 6) == [.manyMonths(count: 240)])
  }

  @Test("says what it cannot see, and sees it once it may")
  func blind() async throws {
    let clinic = try await Clinic()
    try await clinic.sql("revoke pg_read_all_stats from lookbackd")
    let found = try await clinic.ailments()
    try await clinic.sql("grant pg_read_all_stats to lookbackd")
    #expect(found == [.cannotSee(role: "lookbackd")])
    var tolerance = Thresholds()
    tolerance.transaction = 0
    let session = try await clinic.session()
    try await session.begin()
    let seen = try await clinic.ailments(tolerance: tolerance)
    await session.close()
    #expect(seen.map(\.code) == ["long-transaction"])
  }

  @Test("names an encoding that cannot keep every text")
  func wrongEncoding() async throws {
    let clinic = try await Clinic(creating: "encoding 'SQL_ASCII' template template0")
    #expect(try await clinic.ailments().contains(.wrongEncoding("SQL_ASCII")))
  }

  @Test("names a server that is too old")
  func oldServer() async throws {
    let clinic = try await Clinic()
    let pool = ConnectionPool(Office.configuration(clinic.daemon), size: 1, patience: .seconds(120))
    var found = try await Store(pool).examine(overdue: 10, slow: 1_000)
    await pool.close()
    #expect(found.ailments(Thresholds(), connections: 6) == [])
    found.settings["server_version_num"] = "140012"
    found.settings["server_version"] = "14.12"
    #expect(found.ailments(Thresholds(), connections: 6) == [.oldServer(version: "14.12")])
  }

  @Test("names a limit of connections below what the daemon may open")
  func tooFewConnections() async throws {
    let clinic = try await Clinic()
    let name = clinic.conninfo.split(separator: "=").last ?? ""
    try await clinic.sql("alter database \(name) connection limit 7")
    #expect(try await clinic.ailments(connections: 6) == [.tooFewConnections(limit: 7, wanted: 8)])
    #expect(try await clinic.ailments(connections: 5) == [])
  }

  @Test("names autovacuum when it is off")
  func noAutovacuum() async throws {
    let clinic = try await Clinic()
    try await clinic.sql("alter system set autovacuum = off")
    try await clinic.sql("select pg_reload_conf()")
    // The server passes the word on when it gets round to it.
    while try await clinic.ailments() != [.noAutovacuum] {}
    try await clinic.sql("alter system reset autovacuum")
    try await clinic.sql("select pg_reload_conf()")
    while try await clinic.ailments() != [] {}
  }

  @Test("names a role that can change history, and a guard that was taken away")
  func history() async throws {
    let clinic = try await Clinic()
    #expect(try await clinic.ailments(as: clinic.conninfo) == [.mayChangeHistory(role: "postgres")])
    try await clinic.sql("alter table events disable trigger history_is_kept")
    #expect(try await clinic.ailments() == [.unguardedHistory(triggers: 1)])
  }

  @Test("names months without a partition, and events outside the partitions")
  func partitions() async throws {
    let clinic = try await Clinic()
    try await clinic.sql(
      """
      insert into events values
        (1, 1, '2001-02-03', '2001-02-03', 0, 'open', '', 'open', 'liu', 'c', '', '')
      """)
    #expect(try await clinic.ailments() == [.strayEvents(count: 1)])
    try await clinic.sql(
      """
      do $$ begin
        execute 'drop table events_' || to_char(now() at time zone 'utc', 'YYYYMM');
      end $$
      """)
    let months = try await clinic.ailments().compactMap { ailment -> [String]? in
      if case .missingPartitions(let months) = ailment { months } else { nil }
    }
    #expect(months.count == 1 && months[0].count == 1)
  }

  @Test("names a table that is bloated")
  func deadRows() async throws {
    let clinic = try await Clinic()
    let session = try await clinic.session()
    try await session.run { c in
      try c.script("alter table timers set (autovacuum_enabled = off)")
      try c.script("insert into timers select 64, n, n, 'k' from generate_series(1, 500) n")
      try c.script("delete from timers where due_us > 100")
      try c.script("select pg_stat_force_next_flush()")
    }
    await session.close()
    var tolerance = Thresholds()
    #expect(try await clinic.ailments(tolerance: tolerance) == [])
    tolerance.deadRows = 400
    #expect(try await clinic.ailments(tolerance: tolerance) == [.deadRows(table: "timers", dead: 400, live: 100)])
  }

  @Test("names a transaction that is left open, and one that was prepared")
  func transactions() async throws {
    let clinic = try await Clinic()
    var tolerance = Thresholds()
    tolerance.transaction = 0
    let session = try await clinic.session()
    let pid = await session.backendID
    try await session.begin()
    // Only a role with pg_read_all_stats sees what sessions of other users do.
    let found = try await clinic.ailments(as: clinic.conninfo, tolerance: tolerance)
    await session.close()
    guard case .longTransaction(pid, _, "postgres", true, _)? = found.dropFirst().first, found.count == 2 else {
      Issue.record("found \(found)")
      return
    }
    try await clinic.sql("begin; select 1; prepare transaction 'half'")
    let prepared = try await clinic.ailments(tolerance: tolerance)
    try await clinic.sql("rollback prepared 'half'")
    guard case .preparedTransaction("half", _)? = prepared.first else {
      Issue.record("found \(prepared)")
      return
    }
  }

  @Test("names a replication slot that nobody reads")
  func slots() async throws {
    let clinic = try await Clinic()
    try await clinic.sql("select pg_create_physical_replication_slot('forgotten', true)")
    let found = try await clinic.ailments()
    try await clinic.sql("select pg_drop_replication_slot('forgotten')")
    guard case .slotKeepsLog("forgotten", false, _)? = found.first, found.count == 1 else {
      Issue.record("found \(found)")
      return
    }
  }

  @Test("names clocks that disagree, whichever is ahead", arguments: [-5_000_000, 5_000_000])
  func clockSkew(offset: Int64) async throws {
    let found = try await Clinic().ailments(clockOffset: offset)
    guard case .clockSkew(let seconds)? = found.first, found.count == 1 else {
      Issue.record("found \(found)")
      return
    }
    #expect(abs(seconds + Double(offset) / 1e6) < 1)
  }

  @Test("names posts that work waits for and nobody holds, each in both languages")
  func vacantPosts() async throws {
    let clinic = try await Clinic()
    try await clinic.sql(
      """
      insert into work_items (case_id, track, kind, assignee, workflow, version)
      values (1, 0, 'k', 'liaison@empty', 'w', 1), (2, 0, 'k', 'liaison@empty', 'w', 1), (2, 0, 'k', 'xue', 'w', 1)
      """)
    let found = try await clinic.ailments()
    #expect(found == [.vacantPost("liaison@empty", items: 2)])
    #expect(found.first?.words(in: .english).what.contains("2 pieces of work wait for liaison@empty") == true)
    #expect(found.first?.words(in: .chinese).what.contains("有 2 项待办属于 liaison@empty") == true)
  }

  @Test("names what is late: timers, signals, messages that cannot be delivered")
  func work() async throws {
    let clinic = try await Clinic()
    try await clinic.sql(
      """
      insert into timers select 3, (extract(epoch from now() - interval '1 hour') * 1000000)::int8, n, 'k'
      from generate_series(1, 3) n;
      insert into outbox (lane, case_id, seq, at, track, topic, about, recipients)
      values (0, 1, 1, now() - interval '2 hours', 0, 'signal', 'hear', '{2}');
      insert into outbox_dead (lane, id, case_id, seq, at, track, topic, about, recipients, reason)
      values (0, 7, 1, 1, now(), 0, 'signal', 'hear', '{2}', 'nobody there');
      """)
    let found = try await clinic.ailments()
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
    let clinic = try await Clinic(on: cluster)
    try await clinic.sql("create extension pg_stat_statements")
    try await clinic.sql("set role lookbackd; select pg_sleep(0.2)")
    var tolerance = Thresholds()
    tolerance.statement = 150
    let found = try await clinic.ailments(tolerance: tolerance)
    #expect(
      found.contains { if case .slowStatement(_, let time, _) = $0 { time >= 200 } else { false } }, "\(found)")
    await cluster.remove()
  }

  @Test("names a full disk, where the server's files are on this machine and their place is known")
  func fullDisk() async throws {
    let clinic = try await Clinic()
    var tolerance = Thresholds()
    tolerance.freeShare = 1.1
    let codes = try await clinic.ailments(as: clinic.conninfo, tolerance: tolerance).map(\.code)
    #expect(codes == ["may-change-history", "full-disk"])
  }
}

extension Connection {
  /// Leaves a transaction open, which `run` would not.
  fileprivate func begin() throws { try script("begin; select 1") }
}
