import LookbackCEL
import LookbackCore
import LookbackPostgres
import LookbackTime
import Testing

@testable import LookbackStore

@Suite("every statement of sql/statements")
struct StatementTests {
  /// What a connection has prepared: text and types of the parameters.
  private static let listPrepared = Statement(
    "list_prepared", "select statement, parameter_types::text[] from pg_prepared_statements")

  @Test("is used by the store, and bound with the types that the server would choose")
  func bindings() async throws {
    let office = try await Office(connections: 1)
    try await Exercise(office: office).all()
    let bound = try await office.store.run { c in
      try c.query(Self.listPrepared).map { (try $0.text(0), try $0.texts(1)) }
    }
    let found = Dictionary(bound, uniquingKeysWith: { first, _ in first })
    let connection = try await office.superuser()
    for statement in Statements.all {
      let inferred = try await connection.run { c in
        try c.script("prepare bare as \(statement.text)")
        defer { try? c.script("deallocate bare") }
        return try c.query(Self.listPrepared).first { try $0.text(0).hasPrefix("prepare bare") }?.texts(1)
      }
      #expect(found[statement.text] == inferred, "\(statement.name): bound and inferred types differ, or it is unused")
    }
    await connection.close()
  }

  @Test("has a name of its own")
  func names() {
    #expect(Set(Statements.all.map(\.name)).count == Statements.all.count)
  }

  @Test("that a batch runs finds its rows by key once the tables are large")
  func plans() async throws {
    let office = try await Office()
    let connection = try await office.superuser()
    let plans = try await connection.run { c in
      try c.script("set enable_seqscan = off; set plan_cache_mode = force_generic_plan")
      return try [
        Statements.lockCases, Statements.updateCases, Statements.deleteTimers,
        Statements.deleteWorkItems, Statements.readCommands, Statements.listDueTimers, Statements.listEvents,
        Statements.listCandidates, Statements.listCaseIds, Statements.readCase, Statements.readNames,
        Statements.listDormantCases, Statements.archiveCases, Statements.recallCases, Statements.listMessages,
        Statements.listStretches, Statements.listHeldCases,
      ].map { statement in (statement.name, try Self.plan(of: statement, c)) }
    }
    for (name, plan) in plans {
      // Of lanes there are 64, whatever else grows.
      let scans = plan.split(separator: "\n").filter { $0.contains("Seq Scan on") && !$0.contains("on lanes") }
      #expect(scans.isEmpty, "\(name) reads a whole table:\n\(plan)")
    }
    await connection.close()
  }

  private static func plan(of statement: Statement, _ c: isolated Connection) throws -> String {
    let nulls = statement.parameters.map { _ in "null" }.joined(separator: ", ")
    try c.script("prepare \(statement.name) as \(statement.text)")
    let explain = Statement("explain \(statement.name)", "explain (costs off) execute \(statement.name)(\(nulls))")
    return try c.query(explain).map { try $0.text(0) }.joined(separator: "\n")
  }
}
