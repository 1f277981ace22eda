import LookbackPostgres
import LookbackTesting
import Testing

@testable import LookbackStore

@Suite("a new session is warmed up by empty batches")
struct WarmUpTests {
  private static let prepared = Statement(
    "list_prepared", "select substring(name from ' (.*)'), generic_plans from pg_prepared_statements where name ~ ' '")

  /// How often the session has executed each statement with the plan that it keeps.
  private func plans(_ office: Office) async throws -> [String: Int64] {
    try await office.store.pool.withConnection { connection in
      try await connection.run { c in
        var found: [String: Int64] = [:]
        for row in try c.query(Self.prepared) where try row.text(0) != Self.prepared.name {
          found[try row.text(0)] = try row.int8(1)
        }
        return found
      }
    }
  }

  private func warmUp(_ office: Office) async throws {
    try await office.store.pool.withConnection { try await $0.warmUp() }
  }

  @Test("so that the first one finds everything planned that it runs")
  func firstBatchPreparesNothing() async throws {
    let office = try await Office(connections: 1)
    try await warmUp(office)
    let before = try await plans(office)
    for statement in [
      Statements.lockCases, Statements.updateCases, Statements.insertEvents, Statements.deleteDueTimers,
      Statements.insertTimers,
    ] {
      #expect(before[statement.name] == 1, "\(statement.name) is planned for all values")
    }
    try await office.submit([office.opening(1, number: "1")])
    try await office.submit([office.firing("assign", 1)])
    let after = try await plans(office)
    #expect(Set(after.keys).subtracting(before.keys) == [])
    #expect(after[Statements.insertEvents.name] == 3, "and each batch executes that plan")
    await office.store.pool.close()
  }

  @Test("which leaves nothing behind, among cases that are there")
  func writesNothing() async throws {
    let office = try await Office(connections: 1)
    try await office.submit([office.opening(1, number: "1")])
    let counted = [
      "cases", "case_keys", "case_views", "closings", "commands", "event_texts", "events", "outbox", "registers",
      "timers", "work_items",
    ]
    var before: [Int64] = []
    for table in counted { before.append(try await office.count(table)) }
    try await warmUp(office)
    for (table, count) in zip(counted, before) { #expect(try await office.count(table) == count, "\(table)") }
    await office.store.pool.close()
  }

  @Test("without waiting for whoever holds a table, and what it could not do is no harm", .timeLimit(.minutes(10)))
  func waitsForNobody() async throws {
    let office = try await Office(connections: 1)
    let owner = try await office.superuser()
    let gate = Gate()
    async let holding: Void = owner.run { c in
      try c.script("begin; lock table cases in access exclusive mode")
      gate.enter()
      try c.script("rollback")
    }
    await gate.entered()
    try await warmUp(office)
    gate.open()
    try await holding
    try await office.submit([office.opening(1, number: "1")])
    #expect(try await office.count("events") == 1)
    await owner.close()
    await office.store.pool.close()
  }

  @Test("and one that was ended by the server is not lent")
  func endedSession() async throws {
    let office = try await Office(connections: 1)
    let connection = try await Connection.connect(.testing(Office.asDaemon(office.conninfo)))
    let number = await connection.backendID
    let owner = try await office.superuser()
    try await owner.run { c in
      _ = try c.query(Statement("end_session", "select pg_terminate_backend($1, 60000)"), [.int4(number)])
    }
    await #expect(throws: PostgresError.self) { try await connection.warmUp() }
    await connection.close()
    await owner.close()
  }
}
