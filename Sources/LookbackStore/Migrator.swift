package import LookbackPostgres

/// Brings the schema up to date: forward only, each migration in one transaction, one migrator at a time.
package struct Migrator: Sendable {
  private let connection: Connection

  package init(_ connection: Connection) { self.connection = connection }

  /// Applies what is missing; the names of what was applied.
  package func migrate() async throws(StoreError) -> [String] {
    do {
      return try await connection.run { c in
        try c.script(Self.prepareTable)
        var applied: [String] = []
        for migration in Migration.all {
          let isNew = try c.transaction {
            _ = try c.query(Self.lock)
            guard try Self.isMissing(migration, c) else { return false }
            try c.script(migration.sql)
            _ = try c.query(Self.remember, [.text(migration.name), .bytea(migration.checksum)])
            return true
          }
          if isNew { applied.append(migration.name) }
        }
        return applied
      }
    } catch { throw StoreError(error) }
  }

  /// Throws unless the schema is exactly the one this program was built for.
  package func check() async throws(StoreError) {
    do {
      try await connection.run { c in
        guard try c.query(Self.exists)[0].bool(0) else {
          throw StoreError.olderSchema(missing: Migration.all.map(\.name))
        }
        let missing = try Migration.all.filter { try Self.isMissing($0, c) }
        guard missing.isEmpty else { throw StoreError.olderSchema(missing: missing.map(\.name)) }
        for row in try c.query(Self.list) {
          let name = try row.text(0)
          if !Migration.all.contains(where: { $0.name == name }) { throw StoreError.newerSchema(name: name) }
        }
      }
    } catch { throw StoreError(error) }
  }

  private static func isMissing(_ migration: Migration, _ c: isolated Connection) throws -> Bool {
    guard let row = try c.query(find, [.text(migration.name)]).first else { return true }
    guard try row.bytea(0) == migration.checksum else { throw StoreError.editedMigration(name: migration.name) }
    return false
  }

  private static let prepareTable = """
    create table if not exists migrations (
      name text primary key, checksum bytea not null, applied_at timestamptz not null default now())
    """
  private static let lock = Statement(
    "lock_migrations", "select pg_advisory_xact_lock(8030598731422)::text")
  private static let find = Statement("find_migration", "select checksum from migrations where name = $1")
  private static let list = Statement("list_migrations", "select name from migrations order by name")
  private static let remember = Statement(
    "insert_migration", "insert into migrations (name, checksum) values ($1, $2)")
  private static let exists = Statement("find_migrations", "select to_regclass('migrations') is not null")
}
