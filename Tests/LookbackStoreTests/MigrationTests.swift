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
    #expect(try await Migrator(connection).migrate() == names)
    #expect(try await Migrator(connection).migrate() == [])
    try await Migrator(connection).check()
  }

  @Test("a database that lacks some is refused by the check, which says what to do")
  func unmigrated() async throws {
    let connection = try await connect(try await TestCluster.shared.database())
    let failure = await #expect(throws: StoreError.self) { try await Migrator(connection).check() }
    #expect(failure?.description.contains("run `lookbackd migrate`") == true)
    _ = try await Migrator(connection, [Migration.all[0]]).migrate()
    await #expect(throws: StoreError.self) { try await Migrator(connection).check() }
    #expect(try await Migrator(connection).migrate() == Array(names.dropFirst()))
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
    let broken = Migration("0003_broken", sql: "create table half (day date); select 1 / 0")
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
      for _ in 0..<6 { group.addTask { try await Migrator(try await connect(conninfo)).migrate() } }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(applied.sorted() == names)
  }

  @Test("two databases of one server are migrated at once, although they share its roles")
  func besideAnother() async throws {
    let cluster = try await TestCluster.create()
    let (first, second) = (try await cluster.database(), try await cluster.database())
    let (watcher, migrating) = (try await connect(first), try await connect(second))
    try await watcher.run { try $0.script("create role lookbackd login") }
    let other = try await HeldTransaction("grant pg_read_all_stats to lookbackd", on: first)
    async let applied = Migrator(migrating).migrate()
    let blocked = Statement("count_blocked", "select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
    while try await watcher.run({ try $0.query(blocked)[0].int8(0) }) == 0 {}
    try await other.end()
    #expect(try await applied == names)
    for connection in [watcher, migrating] { await connection.close() }
    await cluster.remove()
  }

  @Test("a migration runs on a filled database, and the cases are the same before and after")
  func filled() async throws {
    let office = try await Office()
    try await office.submit((1...20).flatMap { [office.opening($0), office.firing("assign", $0)] })
    let connection = try await office.superuser()
    let more = Migration("0003_add_remark", sql: "alter table case_views add column remark text not null default ''")
    #expect(try await Migrator(connection, Migration.all + [more]).migrate() == ["0003_add_remark"])
    #expect(try await office.verify().faults == [])
    #expect(try await office.submit([office.firing("close", 7)]).count == 1)
  }

  @Test("substitutes are added to a filled database, which goes on as before")
  func substitutes() async throws {
    let office = try await Office()
    try await office.submit((1...5).flatMap { [office.opening($0), office.firing("assign", $0)] })
    let connection = try await office.superuser()
    try await connection.run { c in
      try c.script("drop table substitutes; delete from migrations where name = '0005_add_substitutes'")
    }
    #expect(try await Migrator(connection).migrate() == ["0005_add_substitutes"])
    #expect(try await office.verify().faults == [])
    #expect(try await office.submit([office.firing("close", 3)]).count == 1)
  }

  @Test("months and keys are added to a filled database: what was archived before gets its keys bit by bit")
  func detachments() async throws {
    let years = try await Years()
    let office = years.office
    let connection = try await office.superuser()
    try await connection.run { c in
      try c.script(
        Self.withoutMoments + Self.withoutOwners + Self.apart + Self.withoutStandings + Self.withoutDetachments)
    }
    #expect(try await office.count("commands") == 28)
    #expect(
      try await Migrator(connection).migrate() == [
        "0009_add_detachments", "0010_move_standings", "0011_join_cases", "0012_order_worklists",
        "0013_own_commands", "0014_find_blocked", "0016_tell_outcomes", "0017_keep_moments",
        "0018_see_removals",
      ])
    try await Self.makeExact(office)
    #expect(try await office.count("archived_cases where command_ids is null") == 6)
    #expect(try await office.submit([office.firing("look back", 2)]).count == 1)
    #expect(try await office.store.moveKeys(limit: 4, tenant: office.tenant) == 4)
    #expect(try await office.store.moveKeys(limit: 4, tenant: office.tenant) == 1)
    #expect(try await office.store.moveKeys(limit: 4, tenant: office.tenant) == 0)
    #expect(try await office.count("commands where case_id <> 2") == 5)
    #expect(try await office.count("commands where case_id = 2") == 5)
    try await office.submit([office.firing("close", 2, id: "c")])
    try await years.archive()
    try await years.detach(Years.february)
    #expect(try await office.verify().faults == [])
    await connection.close()
  }

  @Test("commands that were recorded before get their owners and their receipts, in the archive too")
  func owners() async throws {
    let years = try await Years()
    let office = years.office
    try await office.submit([office.opening(91, number: "n91"), office.firing("assign", 91, id: "mine")])
    let connection = try await office.superuser()
    let all = """
      select string_agg(concat_ws(' ', command_id, owner, case_id, seq, state, encode(link, 'hex'), at), ',' order by 1)
      from (
        select command_id, owner, case_id, seq, state, link, at from commands
        union all
        select k.*  from archived_cases a cross join lateral (
          select u.id, u.owner, a.case_id, u.seq, u.state, u.link, u.at from unnest(a.command_ids, a.command_owners,
            a.command_seqs, a.command_states, a.command_links, a.command_ats) as u(id, owner, seq, state, link, at)) k
      ) c
      """
    let asked = Statement("all_receipts", all.replacing("order by 1)", with: "order by command_id, owner)"))
    let before = try await connection.run { c in try c.query(asked).map { try $0.text(0) } }
    try await connection.run { c in try c.script(Self.withoutOwners) }
    #expect(try await Migrator(connection).migrate() == ["0013_own_commands"])
    let after = try await connection.run { c in try c.query(asked).map { try $0.text(0) } }
    #expect(after == before)
    await connection.close()
  }

  @Test(
    "where cases stand moves beside their documents: lists show what they showed, and a line that was lost comes back")
  func standings() async throws {
    let years = try await Years()
    let office = years.office
    try await office.submit([office.opening(91, number: "n91"), office.firing("assign", 91), office.opening(92)])
    func lists() async throws -> [[CaseSummary]] {
      let store = office.store
      return [
        try await store.list(CaseFilter(limit: 99), tenant: office.tenant).cases,
        try await store.list(CaseFilter(state: "assigned", limit: 99), tenant: office.tenant).cases,
        try await store.due(until: CivilDate(days: 99_999), limit: 99, tenant: office.tenant),
      ]
    }
    let before = try await lists()
    #expect(before.allSatisfy { !$0.isEmpty })
    let connection = try await office.superuser()
    try await connection.run { c in
      try c.script(
        Self.withoutMoments + Self.withoutOwners + Self.apart + Self.withoutStandings
          + "; delete from case_views where case_id = 92")
    }
    #expect(
      try await Migrator(connection).migrate() == [
        "0010_move_standings", "0011_join_cases", "0012_order_worklists", "0013_own_commands", "0014_find_blocked",
        "0016_tell_outcomes", "0017_keep_moments", "0018_see_removals",
      ])
    func told(_ lists: [[CaseSummary]]) -> [[String]] {
      lists.map { $0.map { "\($0.id) \($0.state) \($0.due?.description ?? "")" } }
    }
    #expect(try await told(lists()) == told(before.map { $0.filter { $0.id != CaseID(92) } }))
    #expect(try await office.verify().faults.contains { $0.kind == .view && $0.id == CaseID(92) })
    try await Self.makeExact(office)
    #expect(try await lists() == before)
    #expect(try await office.submit([office.firing("close", 91)]).count == 1)
    await connection.close()
  }

  @Test("moments of terms are filled with the end of their days, as understood before, and a rebuild makes them exact")
  func moments() async throws {
    let office = try await Office()
    try await office.submit((1...5).flatMap { [office.opening($0), office.firing("assign", $0)] })
    let store = office.store
    let before = try await store.due(until: .last, limit: 9, tenant: office.tenant)
    let connection = try await office.superuser()
    try await connection.run { c in
      try c.script(Self.withoutMoments + "create index cases_by_due on cases (tenant_id, due, since_us)")
    }
    #expect(try await Migrator(connection).migrate() == ["0017_keep_moments", "0018_see_removals"])
    let filled = try await store.due(until: .last, limit: 9, tenant: office.tenant)
    #expect(filled.map(\.id) == before.map(\.id) && filled.map(\.openedOn) == before.map(\.openedOn))
    for line in filled {
      // Legal midnight in Shanghai is eight hours before that of this office.
      let lapse = Moment(microseconds: (Int64(line.due?.days ?? 0) + 1) * 86_400_000_000 - 8 * 3_600_000_000)
      #expect(line.urgency == Urgency(day: line.due, lapse: lapse, overdue: lapse))
    }
    try await Self.makeExact(office)
    #expect(try await store.due(until: .last, limit: 9, tenant: office.tenant) == before)
    #expect(try await office.submit([office.firing("close", 3)]).count == 1)
    await connection.close()
  }

  /// What was filled by the day is derived to the minute.
  private static func makeExact(_ office: Office) async throws {
    _ = try await office.store.rebuild(
      after: CaseID(0), limit: 999, only: nil, tenant: office.tenant, library: office.library, person: "root")
    #expect(try await office.verify().faults == [])
  }

  private static let withoutMoments = """
    alter table archived_cases drop column lapse_us, drop column overdue_us, drop column opened_on;
    alter table work_items drop column lapse_us, drop column overdue_us;
    alter table cases drop column lapse_us, drop column overdue_us;
    alter table case_views drop column opened_on;
    create index if not exists work_items_by_assignee on work_items (tenant_id, assignee, due, since_us, case_id);
    drop table opened_cases, seals;
    drop function organisation;
    delete from migrations where name in ('0017_keep_moments', '0018_see_removals');

    """

  /// The database as the migration before the last left it: a case in two rows.
  private static let withoutOwners = """
    drop function lock_free_registers, held_keys, held_commands;
    alter table archived_cases drop column command_owners, drop column command_states, drop column command_links,
      drop column command_ats;
    alter table commands drop constraint commands_pkey;
    alter table commands add constraint commands_pkey primary key (tenant_id, command_id);
    alter table commands drop column owner, drop column state, drop column link;
    delete from migrations where name = '0013_own_commands';

    """

  private static let apart = """
    drop index work_items_blocked;
    drop view every_case, every_case_id;
    drop index archived_cases_by_state;
    create index archived_cases_by_state on archived_cases (tenant_id, workflow, state, case_id);
    create table case_data as select tenant_id, case_id, doc, workflow, state, due, ended_at from cases;
    alter table case_data add primary key (tenant_id, case_id);
    create index case_data_by_state on case_data (tenant_id, workflow, state, case_id);
    create index case_data_by_due on case_data (tenant_id, due, case_id) where due is not null;
    create index case_data_by_end on case_data (tenant_id, ended_at, case_id) where ended_at is not null;
    alter table cases drop column doc, drop column workflow, drop column state, drop column due, drop column ended_at,
      drop column since_us;
    create view every_case as
      select c.tenant_id, c.case_id, c.seq, c.head, d.doc from cases c join case_data d using (tenant_id, case_id)
      union all
      select tenant_id, case_id, seq, head, doc from archived_cases;
    create view every_case_id as
      select tenant_id, case_id, definition from cases
      union all
      select tenant_id, case_id, definition from archived_cases;
    alter table work_items drop constraint work_items_pkey, drop column since_us;
    alter table work_items add primary key (tenant_id, case_id, track, kind, assignee);
    create index work_items_by_assignee on work_items (tenant_id, assignee, due, case_id);
    alter table closings drop column outcome, drop column answered, drop column class;
    delete from migrations
      where name in ('0011_join_cases', '0012_order_worklists', '0014_find_blocked', '0016_tell_outcomes');
    """

  /// The database as the migration before that left it.
  private static let withoutStandings = """
    drop index archived_cases_by_state;
    alter table case_views add column workflow text, add column state text, add column due date,
      add column ended_at timestamptz;
    update case_views v set workflow = d.workflow, state = d.state, due = d.due, ended_at = d.ended_at
      from case_data d where d.tenant_id = v.tenant_id and d.case_id = v.case_id;
    create index case_views_by_state on case_views (tenant_id, workflow, state, case_id);
    create index case_views_by_due on case_views (tenant_id, due, case_id) where due is not null;
    create index case_views_by_end on case_views (tenant_id, ended_at, case_id) where ended_at is not null;
    alter table case_data drop column workflow, drop column state, drop column due, drop column ended_at;
    create view every_case_view as
      select tenant_id, case_id, workflow, version, state, title, due, opened_at, ended_at, data from case_views
      union all
      select tenant_id, case_id, workflow, version, state, title, due, opened_at, ended_at, data from archived_cases;
    delete from migrations where name = '0010_move_standings';
    """

  /// The database as the migration before left it, with all keys where they stood then.
  private static let withoutDetachments = """
    insert into commands (tenant_id, command_id, case_id, seq, content)
      select a.tenant_id, k.* from archived_cases a
      cross join lateral (
        select u.id, a.case_id, u.seq, u.content
        from unnest(a.command_ids, a.command_seqs, a.command_contents) as u(id, seq, content)) k;
    alter table archived_cases drop column command_ids, drop column command_seqs, drop column command_contents;
    drop function detached_events, survey_month, find_month_holders, list_month_case_ids, prepare_detachment, detach_month,
      prepare_attachment, bound_month, validate_month, attach_month, digest_detachment, month_name;
    drop table detached_chains, detachments, rebuildings;
    delete from migrations where name = '0009_add_detachments'
    """
}
