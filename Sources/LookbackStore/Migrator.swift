package import LookbackCore
package import LookbackPostgres

/// Brings the schema of an office up to date. It only goes forward, each migration is one transaction, and one migrator
/// of an office works at a time.
package struct Migrator: Sendable {
  private let connection: Connection
  private let office: OfficeName
  private let migrations: [Migration]

  package init(_ connection: Connection, office: OfficeName = .main) {
    self.init(connection, Migration.all, office: office)
  }

  init(_ connection: Connection, _ migrations: [Migration], office: OfficeName = .main) {
    self.connection = connection
    self.office = office
    self.migrations = migrations
  }

  /// Creates the office's roles and schema if they are missing, and applies the missing migrations.
  /// - Returns: the names of the applied migrations, and the statements that are left for an administrator.
  /// - Throws: `StoreError`, for example if an applied migration was edited since, or a newer program has migrated the
  ///   schema.
  package func migrate() async throws(StoreError) -> (applied: [String], left: [String]) {
    do {
      return try await connection.run { c in
        let left = try besideOthers { try OfficePreparation(office, c).prepare(c) }
        // The table itself is created under the lock, because two first migrators would both try to create it.
        try asOwner(c) { try c.script(Self.prepareTable) }
        let applied = try migrations.filter { migration in
          try besideOthers { try asOwner(c) { try apply(migration, c) } }
        }
        // The function that grants is created by the first migration.
        if !migrations.isEmpty {
          try besideOthers { try asOwner(c) { _ = try c.query(Self.grant, [.text(office.daemonRole)]) } }
        }
        return (applied.map(\.name), left)
      }
    } catch let refused as PostgresError where refused.sqlState == Self.insufficientPrivilege {
      throw .notOwner(refused)
    } catch { throw StoreError(error) }
  }

  /// Throws unless the schema is exactly the one for which this program was built.
  package func check() async throws(StoreError) {
    do {
      try await connection.run { c in
        guard try c.query(Self.exists, [.text(office.description)])[0].bool(0) else {
          throw StoreError.olderSchema(missing: migrations.map(\.name))
        }
        let found = try c.query(Self.currentSchema)[0].optionalText(0)
        guard found == office.description else { throw StoreError.otherOffice(found: found, expected: office) }
        let missing = try missing(c)
        guard missing.isEmpty else { throw StoreError.olderSchema(missing: missing.map(\.name)) }
      }
    } catch { throw StoreError(error) }
  }

  /// Runs `body`, and repeats it if another migrator was in its way. Roles belong to all databases of a server and the
  /// lock to one office, so another migrator may create the same role or grant the same right at the same instant.
  private func besideOthers<R>(_ body: () throws -> R) throws -> R {
    var attempt = 1
    while true {
      do { return try body() } catch let error as PostgresError {
        guard Self.isClash(error), attempt < Self.attempts else { throw error }
        attempt += 1
      }
    }
  }

  /// Runs `body` in one transaction in the office's schema, as the schema's owner, while no other migrator of the
  /// office is in one.
  private func asOwner<R>(_ c: isolated Connection, _ body: () throws -> R) throws -> R {
    try c.transaction {
      _ = try c.query(Self.lock, [.text(office.description)])
      _ = try c.query(Self.enter, [.text(office.searchPath), .text(office.description)])
      return try body()
    }
  }

  /// Whether another transaction has just written the same row of the server's catalog.
  private static func isClash(_ error: PostgresError) -> Bool {
    switch error.sqlState {
    // Another migrator created the role or the schema since this session looked.
    case "42710", "42P06": true
    case "23505": error.constraint?.hasPrefix("pg_") == true
    case "XX000": true
    default: false
    }
  }

  /// Applies a migration unless it is applied already.
  /// - Returns: whether it was missing.
  private func apply(_ migration: Migration, _ c: isolated Connection) throws -> Bool {
    guard try missing(c).contains(where: { $0.name == migration.name }) else { return false }
    // The statements are sent one by one, because Citus refuses several statements at once.
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
  /// The lock is keyed by the office, because all schemas of a database share locks of this kind.
  static let lock = Statement(
    "lock_migrations", "select pg_advisory_xact_lock(hashtextextended($1, 8030598731422))::text")
  private static let enter = Statement(
    "enter_office",
    """
    select set_config('search_path', $1, true),
      set_config('role', (select rolname from pg_roles where oid = nspowner), true)
    from pg_namespace where nspname = $2
    """)
  private static let grant = Statement("grant_to_daemon", "select grant_to_daemon($1)::text")
  private static let currentSchema = Statement("find_schema", "select current_schema()::text")
  private static let list = Statement("list_migrations", "select name, checksum from migrations order by name")
  private static let remember = Statement(
    "insert_migration", "insert into migrations (name, checksum) values ($1, $2)")
  private static let exists = Statement(
    "find_migrations", "select exists (select from pg_tables where schemaname = $1 and tablename = 'migrations')")
}
