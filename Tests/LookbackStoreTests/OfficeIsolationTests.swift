import LookbackCore
import LookbackPostgres
import LookbackTesting
import Testing

@testable import LookbackStore

/// Two offices in one database.
@Suite("an office is a schema")
struct OfficeIsolationTests {
  static let other = OfficeName("xining") ?? .main

  private func both() async throws -> String {
    let conninfo = try await TestCluster.shared.database()
    for office in [OfficeName.main, Self.other] { try await migrate(office, conninfo) }
    return conninfo
  }

  @discardableResult
  private func migrate(_ office: OfficeName, _ conninfo: String) async throws -> (applied: [String], left: [String]) {
    let connection = try await Connection.connect(.testing(conninfo))
    let result = try await Migrator(connection, office: office).migrate()
    await connection.close()
    return result
  }

  /// Everything of a schema that can be read, with a statement that tries to.
  private static let attempts = Statement(
    "list_attempts",
    """
    select format('select count(*) from %I.%I', nspname, relname) from pg_class c
      join pg_namespace n on n.oid = relnamespace where nspname = $1 and relkind in ('r', 'p', 'v', 'm', 'f')
    union all
    select format('select last_value from %I.%I', nspname, relname) from pg_class c
      join pg_namespace n on n.oid = relnamespace where nspname = $1 and relkind = 'S'
    union all
    select format('select %I.%I(%s)', nspname, proname,
        (select string_agg('null::' || format_type(a, null), ', ') from unnest(proargtypes) a))
      from pg_proc p join pg_namespace n on n.oid = pronamespace where nspname = $1 and prorettype <> 'trigger'::regtype
    union all select format('create table %I.mine (a int)', $1)
    order by 1
    """)

  @Test(
    "no table, view, sequence or function of one is reached with a role of the other",
    arguments: [
      (OfficeName.main, OfficeIsolationTests.other, true), (.main, OfficeIsolationTests.other, false),
      (OfficeIsolationTests.other, .main, true), (OfficeIsolationTests.other, .main, false),
    ])
  func isolated(_ own: OfficeName, _ foreign: OfficeName, _ isDaemon: Bool) async throws {
    let administrator = try await Connection.connect(.testing(try await both()))
    let role = isDaemon ? own.daemonRole : own.ownerRole
    let refused = try await administrator.run { c in
      let attempts = try c.query(Self.attempts, [.text(foreign.description)]).map { try $0.text(0) }
      try c.script("set role \(role)")
      return try attempts.map { sql in
        do { try c.script(sql) } catch let error as PostgresError { return (sql, error.sqlState) }
        return (sql, nil)
      }
    }
    #expect(refused.count > 40)
    for (sql, state) in refused { #expect(state == "42501", "\(sql)") }
    await administrator.close()
  }

  @Test("its roles are members of nothing, and see no tables but their own")
  func roles() async throws {
    let conninfo = try await both()
    for office in [OfficeName.main, Self.other] {
      let daemon = try await Connection.connect(
        .testing(conninfo.replacing("user=postgres", with: "user=\(office.daemonRole)")))
      let path = Statement("path", "select setting, reset_val from pg_settings where name = 'search_path'")
      let found = try await daemon.run { try $0.query(path)[0].text(0) }
      #expect(found == "\(office), pg_temp")
      #expect(try await daemon.run { try $0.query(Statement("office", "select count(*) from office"))[0].int8(0) } == 1)
      await daemon.close()
    }
  }

  @Test("migrated again nothing is left to do, and neither office hinders the other at once")
  func again() async throws {
    let conninfo = try await TestCluster.shared.database()
    let applied = try await withThrowingTaskGroup(of: [String].self) { group in
      for number in 0..<6 {
        group.addTask { try await migrate(number % 2 == 0 ? .main : Self.other, conninfo).applied }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(applied.sorted() == (Migration.all + Migration.all).map(\.name).sorted())
    #expect(try await migrate(Self.other, conninfo) == ([], []))
  }

  @Test("the lock of one office's migrator does not hold up the other's")
  func locks() async throws {
    let conninfo = try await TestCluster.shared.database()
    let held = try await HeldTransaction(
      "select pg_advisory_xact_lock(hashtextextended('main', 8030598731422))", on: conninfo)
    #expect(try await migrate(Self.other, conninfo).applied == Migration.all.map(\.name))
    try await held.end()
  }

  @Test("who may not make it is told the statements; when they have been run, the owner does the rest")
  func owner() async throws {
    let cluster = try await TestCluster.create()
    let conninfo = try await cluster.database()
    let administrator = try await Connection.connect(.testing(conninfo))
    try await administrator.run { try $0.script("create role clerk login") }
    let clerk = conninfo.replacing("user=postgres", with: "user=clerk")
    let refusal = await #expect(throws: StoreError.self) { try await migrate(Self.other, clerk) }
    guard case .unprepared(_, "clerk", _, let statements)? = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(statements.count == 6 && refusal?.description.contains("lookbackd migrate --office xining") == true)
    try await administrator.run { c in for statement in statements { try c.script(statement) } }
    #expect(try await migrate(Self.other, clerk) == (Migration.all.map(\.name), []))
    await administrator.close()
    await cluster.remove()
  }

  @Test("a role with CREATEROLE and CREATE on the database makes all of it")
  func administrator() async throws {
    let cluster = try await TestCluster.create()
    let conninfo = try await cluster.database()
    let superuser = try await Connection.connect(.testing(conninfo))
    let database = try #require(conninfo.split(separator: "dbname=").last)
    try await superuser.run {
      try $0.script("create role chief login createrole")
      try $0.script("grant create on database \(database) to chief")
    }
    let chief = conninfo.replacing("user=postgres", with: "user=chief")
    #expect(try await migrate(Self.other, chief) == (Migration.all.map(\.name), []))
    let daemon = try await Connection.connect(
      .testing(conninfo.replacing("user=postgres", with: "user=\(Self.other.daemonRole)")))
    try await Migrator(daemon, office: Self.other).check()
    let found = await #expect(throws: StoreError.self) { try await Migrator(daemon).check() }
    #expect(found?.description.contains("lookbackd migrate") == true)
    for connection in [daemon, superuser] { await connection.close() }
    await cluster.remove()
  }

  @Test(
    "a schema that a superuser owns, or that holds the tables of something else, does not become an office",
    arguments: [
      ("create schema xining", "a superuser: give it to the office by `CREATE ROLE"),
      (
        "create role shop; create schema xining authorization shop; create table xining.orders (n int)",
        "choose another name for the office"
      ),
    ])
  func occupiedSchema(script: String, reason: String) async throws {
    let cluster = try await TestCluster.create()
    let conninfo = try await cluster.database()
    let superuser = try await Connection.connect(.testing(conninfo))
    try await superuser.run { try $0.script(script) }
    let refusal = await #expect(throws: StoreError.self) { try await migrate(Self.other, conninfo) }
    #expect(refusal?.description.contains(reason) == true, "\(String(describing: refusal))")
    await superuser.close()
    await cluster.remove()
  }

  @Test("what is advised for a schema that a superuser owns makes an office of it")
  func adviceForOccupiedSchema() async throws {
    let cluster = try await TestCluster.create()
    let conninfo = try await cluster.database()
    let superuser = try await Connection.connect(.testing(conninfo))
    try await superuser.run { try $0.script("create schema xining") }
    let refusal = await #expect(throws: StoreError.self) { try await migrate(Self.other, conninfo) }
    let advice = try #require(refusal?.description.split(separator: "`").last)
    try await superuser.run { try $0.script(String(advice)) }
    #expect(try await migrate(Self.other, conninfo) == (Migration.all.map(\.name), []))
    await superuser.close()
    await cluster.remove()
  }
}
