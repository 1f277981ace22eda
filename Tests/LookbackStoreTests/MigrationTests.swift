import LookbackAudit
import LookbackCore
import LookbackPostgres
import LookbackTesting
import LookbackTime
import Testing

@testable import LookbackStore

@Suite("migrations")
struct MigrationTests {
  private let names = Migration.all.map(\.name)

  private func connect(_ conninfo: String) async throws -> Connection {
    try await Connection.connect(.testing(conninfo))
  }

  @Test("an empty database gets all of them in order, a migrated one none")
  func twice() async throws {
    let connection = try await connect(try await TestCluster.shared.database())
    #expect(try await Migrator(connection).migrate().applied == names)
    #expect(try await Migrator(connection).migrate().applied == [])
    try await Migrator(connection).check()
  }

  @Test("a database that lacks some is refused by the check, which says what to do")
  func unmigrated() async throws {
    let connection = try await connect(try await TestCluster.shared.database())
    let failure = await #expect(throws: StoreError.self) { try await Migrator(connection).check() }
    #expect(failure?.description.contains("run `lookbackd migrate`") == true)
    #expect(try await Migrator(connection).migrate().applied == names)
    let more = Migration.all + [Migration("0002_add_day", sql: "create table day (day date)")]
    let older = await #expect(throws: StoreError.self) { try await Migrator(connection, more).check() }
    #expect(older?.description.contains("the database lacks 0002_add_day") == true)
    #expect(try await Migrator(connection, more).migrate().applied == ["0002_add_day"])
  }

  @Test("an applied migration whose text was edited is refused")
  func edited() async throws {
    let connection = try await connect(try await TestCluster.shared.database())
    _ = try await Migrator(connection).migrate()
    var migrations = Migration.all
    migrations[0] = Migration(migrations[0].name, sql: migrations[0].sql + "\n-- afterthought")
    let words = "migration \(names[0]) was edited after it was applied: restore its text"
    let refusal = await #expect(throws: StoreError.self) { try await Migrator(connection, migrations).migrate() }
    #expect(refusal?.description == words)
    let found = await #expect(throws: StoreError.self) { try await Migrator(connection, migrations).check() }
    #expect(found?.description == words)
  }

  @Test("a database that a newer program has migrated is refused")
  func newer() async throws {
    let connection = try await connect(try await TestCluster.shared.database())
    let newer = Migration("9999_of_tomorrow", sql: "create table tomorrow (day date)")
    _ = try await Migrator(connection, Migration.all + [newer]).migrate()
    let failure = await #expect(throws: StoreError.self) { try await Migrator(connection).migrate() }
    #expect(failure?.description.contains("9999_of_tomorrow") == true)
  }

  @Test("a migration that fails leaves nothing, and those before it stay")
  func failing() async throws {
    let connection = try await connect(try await TestCluster.shared.database())
    let broken = Migration("0002_broken", sql: "create table half (day date); select 1 / 0")
    await #expect(throws: StoreError.self) { try await Migrator(connection, Migration.all + [broken]).migrate() }
    try await Migrator(connection).check()
    let isThere = try await connection.run { c in
      try c.query(Statement("half", "select to_regclass('half') is not null"))[0].bool(0)
    }
    #expect(!isThere)
  }

  @Test("migrators that start together wait for each other, and one of them does each")
  func atOnce() async throws {
    let conninfo = try await TestCluster.shared.database()
    let applied = try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<6 { group.addTask { try await Migrator(try await connect(conninfo)).migrate().applied } }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(applied.sorted() == names)
  }

  @Test("two databases of one server are migrated at once, although they share its roles")
  func besideAnother() async throws {
    let cluster = try await TestCluster.create()
    let (first, second) = (try await cluster.database(), try await cluster.database())
    let (watcher, migrating) = (try await connect(first), try await connect(second))
    let other = try await HeldTransaction("create role lookbackd login", on: first)
    async let applied = Migrator(migrating).migrate().applied
    let blocked = Statement("count_blocked", "select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
    try await Waiting.until("the second waits") { try await watcher.run { try $0.query(blocked)[0].int8(0) } > 0 }
    try await other.end()
    #expect(try await applied == names)
    for connection in [watcher, migrating] { await connection.close() }
    await cluster.remove()
  }

  @Test("a filled database is migrated again without harm, and a further migration leaves its cases as they are")
  func filled() async throws {
    let office = try await Office()
    try await office.submit((1...20).flatMap { [office.opening($0), office.firing("assign", $0)] })
    let connection = try await office.superuser()
    #expect(try await Migrator(connection).migrate().applied == [])
    #expect(try await office.verify().faults == [])
    let more = Migration("0002_add_remark", sql: "alter table case_views add column remark text not null default ''")
    #expect(try await Migrator(connection, Migration.all + [more]).migrate().applied == ["0002_add_remark"])
    #expect(try await office.verify().faults == [])
    #expect(try await office.submit([office.firing("close", 7)]).count == 1)
  }
}
