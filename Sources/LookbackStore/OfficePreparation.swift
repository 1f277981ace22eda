import LookbackCore
import LookbackPostgres

/// Creates what an office needs before its tables: its roles, its schema, and the search path of the roles.
struct OfficePreparation {
  /// A statement, and a query that tells whether it is done.
  private struct Step {
    let sql: String
    let isDone: Statement
  }

  private let office: OfficeName
  private let user: String
  private let database: String

  /// Asks the connection for its role and database.
  init(_ office: OfficeName, _ c: isolated Connection) throws {
    self.office = office
    let here = try c.query(Statement("find_place", "select current_user::text, current_database()::text"))[0]
    (user, database) = (try here.text(0), try here.text(1))
  }

  /// Creates what is missing, as far as the role may.
  /// - Returns: the statements that an administrator must run.
  /// - Throws: `StoreError.unprepared` if the tables cannot be created without them,
  ///   `StoreError.occupiedSchema` if the schema is not the office's.
  func prepare(_ c: isolated Connection) throws -> [String] {
    try requireOwn(c)
    for step in steps { try take(step, c) }
    let left = try steps.filter { try !c.query($0.isDone)[0].bool(0) }.map(\.sql)
    guard try c.query(mayAct)[0].bool(0) else {
      throw StoreError.unprepared(office: office, role: user, database: database, statements: left)
    }
    return left
  }

  /// A daemon whose schema a superuser owns could reach everything through its functions; and tables of another program
  /// must not come under the rights of an office.
  private func requireOwn(_ c: isolated Connection) throws {
    guard let row = try c.query(occupation).first else { return }
    let owner = try row.text(0)
    if try row.bool(1) {
      let creation = try row.bool(3) ? "" : "CREATE ROLE \"\(office.ownerRole)\" NOLOGIN; "
      let change = creation + "ALTER SCHEMA \"\(office)\" OWNER TO \"\(office.ownerRole)\""
      throw StoreError.occupiedSchema(
        office: office, reason: "it belongs to the role \(owner), a superuser: give it to the office by `\(change)`")
    }
    if try row.bool(2) {
      throw StoreError.occupiedSchema(
        office: office, reason: "tables of something else stand in it: choose another name for the office")
    }
  }

  private func take(_ step: Step, _ c: isolated Connection) throws {
    guard try !c.query(step.isDone)[0].bool(0) else { return }
    do {
      try c.transaction {
        _ = try c.query(Migrator.lock, [.text(office.description)])
        guard try !c.query(step.isDone)[0].bool(0) else { return }
        try c.script(step.sql)
      }
    } catch let error as PostgresError where Self.isRefusal(error) {}
  }

  /// Whether the role lacks the right, or lacks an object that an earlier, refused statement would have created.
  private static func isRefusal(_ error: PostgresError) -> Bool {
    switch error.sqlState {
    case "42501", "42704", "3F000": true
    default: false
    }
  }

  private var steps: [Step] {
    let (owner, daemon) = (office.ownerRole, office.daemonRole)
    var steps = [
      Step(
        sql: "CREATE ROLE \"\(owner)\" NOLOGIN",
        isDone: ask(
          "has_owner", "to_regnamespace('\"\(office)\"') is not null or to_regrole('\"\(owner)\"') is not null")),
      Step(
        sql: "GRANT \"\(owner)\" TO \(user.quotedName)",
        isDone: ask(
          "is_owner",
          "coalesce((\(ownership)), (select pg_has_role(current_user, to_regrole('\"\(owner)\"'), 'usage')), false)")),
      Step(
        sql: "CREATE SCHEMA \"\(office)\" AUTHORIZATION \"\(owner)\"",
        isDone: ask("has_schema", "to_regnamespace('\"\(office)\"') is not null")),
      Step(
        sql: "CREATE ROLE \"\(daemon)\" LOGIN",
        isDone: ask("has_daemon", "to_regrole('\"\(daemon)\"') is not null")),
    ]
    for role in [owner, daemon] {
      steps.append(
        Step(
          sql: "ALTER ROLE \"\(role)\" IN DATABASE \(database.quotedName) SET search_path = \(office.searchPath)",
          isDone: ask("finds_\(role)", Self.finds(role, office))))
    }
    return steps
  }

  /// A query whether the connection may act as the owner of the schema; it returns no row if there is no schema.
  private var ownership: String {
    "select pg_has_role(current_user, nspowner, 'usage') from pg_namespace where nspname = '\(office)'"
  }

  /// A query on the schema, if it is there: its owner, whether that is a superuser, whether it holds tables of
  /// something else, and whether the role that should own it is there.
  private var occupation: Statement {
    Statement(
      "find_occupation_of_\(office)",
      """
      select rolname::text, rolsuper,
        exists (select from pg_class where relnamespace = schema.oid and relkind in ('r', 'p', 'v', 'm', 'f', 'S'))
          and not exists (select from pg_class where relnamespace = schema.oid and relname = 'migrations'),
        to_regrole('"\(office.ownerRole)"') is not null
      from pg_namespace schema join pg_roles on pg_roles.oid = nspowner where nspname = '\(office)'
      """)
  }

  private var mayAct: Statement { ask("may_act", "coalesce((\(ownership)), false)") }

  private static func finds(_ role: String, _ office: OfficeName) -> String {
    """
    exists (select from pg_db_role_setting where setrole = to_regrole('"\(role)"')
      and setdatabase = (select oid from pg_database where datname = current_database())
      and 'search_path=' || quote_ident('\(office)') || ', pg_temp' = any (setconfig))
    """
  }

  private func ask(_ name: String, _ condition: String) -> Statement {
    Statement("\(name)_of_\(office)", "select \(condition)")
  }
}

extension String {
  /// The text as a quoted SQL name.
  fileprivate var quotedName: String { "\"\(replacing("\"", with: "\"\""))\"" }
}
