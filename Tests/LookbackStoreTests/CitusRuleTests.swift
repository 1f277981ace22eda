import LookbackCore
import LookbackPostgres
import LookbackTesting
import Testing

@testable import LookbackStore

/// An office may live on Citus, which shards by schema. What it cannot plan was tried with Citus 12.1 on PostgreSQL 15;
/// a plain PostgreSQL shows that none of it is sent. That migrations go one statement at a time is shown by
/// `StatementReaderTests`.
@Suite("what Citus cannot plan is not sent")
struct CitusRuleTests {
  @Test("no right is granted on single columns")
  func noColumnRights() async throws {
    let office = try await Office(connections: 1)
    let connection = try await office.superuser()
    let columns = try await connection.run { c in
      try c.query(Self.columnRights).map { "\(try $0.text(0)).\(try $0.text(1))" }
    }
    #expect(columns == [])
    await connection.close()
  }

  @Test("no session forces generic plans, under which no INSERT … SELECT with parameters can be planned")
  func noForcedPlans() async throws {
    let office = try await Office(connections: 1)
    try await Exercise(office: office).all()
    let mode = try await office.store.run { c in try c.query(Self.mode)[0].text(0) }
    #expect(mode == "auto")
    let connection = try await office.superuser()
    let settings = try await connection.run { c in try c.query(Self.settings).map { try $0.text(0) } }
    #expect(!settings.contains { $0.hasPrefix("plan_cache_mode") })
    await connection.close()
  }

  private static let columnRights = Statement(
    "column_rights",
    """
    select attrelid::regclass::text, attname::text from pg_attribute
    join pg_class on pg_class.oid = attrelid join pg_namespace on pg_namespace.oid = relnamespace
    where nspname = 'main' and attacl is not null
    """)
  /// Asked as a statement of the hot path, so that the session stands as batches leave it.
  private static let mode = Statement(
    "plan_mode", "select current_setting('plan_cache_mode')", planning: .byIndex)
  private static let settings = Statement(
    "role_settings", "select unnest(setconfig) from pg_db_role_setting")
}
