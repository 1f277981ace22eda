package import LookbackPostgres

/// Brings the schema up to date: forward only, each migration in one transaction, one migrator at a time.
package struct Migrator: Sendable {
  private let connection: Connection
  private let migrations: [Migration]

  package init(_ connection: Connection) { self.init(connection, Migration.all) }

  init(_ connection: Connection, _ migrations: [Migration]) {
    self.connection = connection
    self.migrations = migrations
  }

  /// Applies what is missing; the names of what was applied.
  ///
  /// Refuses a database whose applied migrations were edited since, or that a newer program has migrated.
  package func migrate() async throws(StoreError) -> [String] {
    do {
      return try await connection.run { c in
        // The table itself is made under the lock: two first migrators would both try.
        try c.transaction {
          _ = try c.query(Self.lock)
          try c.script(Self.prepareTable)
        }
        return try migrations.filter { try applyBesideOthers($0, c) }.map(\.name)
      }
    } catch let refused as PostgresError where refused.sqlState == Self.insufficientPrivilege {
      throw .notOwner(refused)
    } catch { throw StoreError(error) }
  }

  /// Throws unless the schema is exactly the one this program was built for.
  package func check() async throws(StoreError) {
    do {
      try await connection.run { c in
        guard try c.query(Self.exists)[0].bool(0) else { throw StoreError.olderSchema(missing: migrations.map(\.name)) }
        let missing = try missing(c)
        guard missing.isEmpty else { throw StoreError.olderSchema(missing: missing.map(\.name)) }
      }
    } catch { throw StoreError(error) }
  }

  /// Roles belong to all databases of a server, the lock to one: the migrator of another database may grant the same
  /// right at the same instant, and then this one is refused once.
  private func applyBesideOthers(_ migration: Migration, _ c: isolated Connection) throws -> Bool {
    var attempt = 1
    while true {
      do { return try c.transaction { try apply(migration, c) } } catch let error as PostgresError {
        guard Self.isClash(error), attempt < Self.attempts else { throw error }
        attempt += 1
      }
    }
  }

  /// A row of the server's own catalog that another transaction has just written.
  private static func isClash(_ error: PostgresError) -> Bool {
    switch error.sqlState {
    case "23505": error.constraint?.hasPrefix("pg_") == true
    case "XX000": true
    default: false
    }
  }

  /// Whether it was missing; the transaction ends with it applied either way.
  private func apply(_ migration: Migration, _ c: isolated Connection) throws -> Bool {
    _ = try c.query(Self.lock)
    guard try missing(c).contains(where: { $0.name == migration.name }) else { return false }
    // One by one: Citus refuses several statements at once.
    for statement in StatementReader(migration.sql) { try c.script(statement) }
    _ = try c.query(Self.remember, [.text(migration.name), .bytea(migration.checksum)])
    return true
  }

  private func missing(_ c: isolated Connection) throws -> [Migration] {
    var applied: Set<String> = []
    for row in try c.query(Self.list) {
      let name = try row.text(0)
      guard let known = migrations.first(where: { $0.name == name }) else { throw StoreError.newerSchema(name: name) }
      guard try row.bytea(1) == known.checksum else { throw StoreError.editedMigration(name: name) }
      applied.insert(name)
    }
    return migrations.filter { !applied.contains($0.name) }
  }

  private static let attempts = 5
  private static let insufficientPrivilege = "42501"
  private static let prepareTable = """
    create table if not exists migrations (
      name text not null, checksum bytea not null, applied_at timestamptz not null default now(),
      constraint migrations_pkey primary key (name))
    """
  private static let lock = Statement(
    "lock_migrations", "select pg_advisory_xact_lock(8030598731422)::text")
  private static let list = Statement("list_migrations", "select name, checksum from migrations order by name")
  private static let remember = Statement(
    "insert_migration", "insert into migrations (name, checksum) values ($1, $2)")
  private static let exists = Statement("find_migrations", "select to_regclass('migrations') is not null")
}
