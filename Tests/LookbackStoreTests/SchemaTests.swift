import Glibc
import LookbackPostgres
import LookbackTesting
import Testing

@testable import LookbackStore

@Suite("sql/schema.sql")
struct SchemaTests {
  private static func text() throws -> String {
    let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let file = try #require(fopen("/\(folder)/sql/schema.sql", "re"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  @Test(
    "is what the migrations give: tables, columns, constraints, indexes, triggers, functions, rights and first rows")
  func isPresent() async throws {
    let text = try Self.text()
    let migrated = try await Connection.connect(.testing(try await TestCluster.shared.database()))
    _ = try await Migrator(migrated).migrate()
    let described = try await Connection.connect(.testing(try await TestCluster.shared.database()))
    try await described.run { c in
      try c.script("create schema main authorization lookback; set role lookback; set search_path = main, pg_temp")
      try c.transaction { for statement in StatementReader(text) { try c.script(statement) } }
      try c.script("select grant_to_daemon('lookbackd')")
    }
    for (kind, sql) in Self.catalog {
      let question = Statement("list_\(kind)", sql)
      let expected = try await migrated.run { c in try c.query(question).map { try $0.text(0) } }
      let found = try await described.run { c in try c.query(question).map { try $0.text(0) } }
      #expect(!expected.isEmpty, "\(kind)")
      let (missing, surplus) = (Set(expected).subtracting(found), Set(found).subtracting(expected))
      #expect(missing.isEmpty && surplus.isEmpty, "\(kind): schema.sql lacks \(missing), has besides \(surplus)")
    }
    await described.close()
    await migrated.close()
  }

  @Test("says what each table and each column is for")
  func isExplained() throws {
    let lines = try Self.text().split(separator: "\n", omittingEmptySubsequences: false)
    var isInTable = false
    for (before, line) in zip(lines, lines.dropFirst()) {
      if line.hasPrefix("create table") { isInTable = true }
      if line.hasPrefix(")") { isInTable = false }
      let isColumn = isInTable && line.hasPrefix("  ") && !line.hasPrefix("  --") && !line.hasPrefix("  constraint")
      guard isColumn || line.hasPrefix("create table") || line.hasPrefix("create function") else { continue }
      #expect(before.drop { $0 == " " }.hasPrefix("--"), "nothing is said about: \(line)")
    }
  }

  @Test("names every constraint: what is refused is told by these names")
  func isNamed() throws {
    let lines = try Self.text().split(separator: "\n")
    for line in lines where !line.contains("constraint ") && !line.drop(while: { $0 == " " }).hasPrefix("--") {
      for words in [" primary key", " unique (", " references ", " check ("] {
        #expect(!line.contains(words), "a constraint without a name: \(line)")
      }
    }
  }

  /// What there is, each thing in one line.
  private static let catalog = [
    (
      "relations",
      """
      select concat_ws(' ', relname, relkind, relrowsecurity, reloptions, pg_get_expr(relpartbound, oid),
        case when relkind = 'p' then pg_get_partkeydef(oid) end, case when relkind = 'v' then pg_get_viewdef(oid) end)
      from pg_class where relnamespace = current_schema()::regnamespace and relkind <> 'i' order by 1
      """
    ),
    (
      "columns",
      """
      select concat_ws(' ', c.relname, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
        a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid))
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where c.relnamespace = current_schema()::regnamespace and a.attnum > 0 and not a.attisdropped order by 1
      """
    ),
    (
      "constraints",
      """
      select concat_ws(' ', conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid)) from pg_constraint
      where connamespace = current_schema()::regnamespace order by 1
      """
    ),
    (
      "indexes",
      """
      select pg_get_indexdef(indexrelid) from pg_index i join pg_class c on c.oid = i.indrelid
      where c.relnamespace = current_schema()::regnamespace order by 1
      """
    ),
    (
      "triggers",
      """
      select concat_ws(' ', t.tgenabled, pg_get_triggerdef(t.oid)) from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where c.relnamespace = current_schema()::regnamespace and not t.tgisinternal order by 1
      """
    ),
    (
      "functions",
      "select pg_get_functiondef(oid) from pg_proc where pronamespace = current_schema()::regnamespace order by 1"
    ),
    (
      "rights",
      """
      select concat_ws(' ', relname, right_of) from pg_class c cross join lateral unnest(relacl) right_of
      where relnamespace = current_schema()::regnamespace
      union all
      select concat_ws(' ', c.relname, a.attname, right_of)
      from pg_class c join pg_attribute a on a.attrelid = c.oid cross join lateral unnest(a.attacl) right_of
      where relnamespace = current_schema()::regnamespace
      union all
      select concat_ws(' ', oid::regprocedure, right_of) from pg_proc cross join lateral unnest(proacl) right_of
      where pronamespace = current_schema()::regnamespace
      union all
      select concat_ws(' ', nspname, right_of) from pg_namespace cross join lateral unnest(nspacl) right_of
      where nspname = current_schema()
      order by 1
      """
    ),
    (
      "rows",
      """
      select 'office ' || office from office
      union all select 'lanes ' || lanes from lanes
      union all select 'seals ' || seals from seals
      order by 1
      """
    ),
  ]
}
