import LookbackPostgres
import Testing

/// How often a session plans.
@Suite("Planning by index and planning freely")
struct PlanningTests {
  private static func statement(_ planning: Statement.Planning) -> Statement {
    Statement("look \(planning)", "SELECT n FROM number WHERE n = ANY($1)", planning: planning)
  }

  private static let plans = Statement(
    "plans", "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE name LIKE '%look%' ORDER BY name")
  private static let mode = Statement(
    "mode", "SELECT current_setting('enable_seqscan'), current_setting('plan_cache_mode')", planning: .never)

  private func connection() async throws -> Connection {
    let connection = try await Connection.fresh()
    try await connection.run { try $0.script("CREATE TABLE number (n int8 PRIMARY KEY)") }
    return connection
  }

  @Test("a statement that is planned by index has one plan after five executions, for whatever values")
  func plansAreKept() async throws {
    let connection = try await connection()
    let counts = try await connection.run { c in
      for number in 0..<9 { _ = try c.query(Self.statement(.byIndex), [.int8s([Int64(number)])]) }
      return try c.query(Self.plans).map { [try $0.int8(0), try $0.int8(1)] }
    }
    #expect(counts == [[4, 5]])
  }

  @Test("an empty table is not scanned by a plan that is kept")
  func indexesAreUsed() async throws {
    let connection = try await connection()
    let plan = try await connection.run { c in
      _ = try c.query(Self.statement(.byIndex), [.int8s([1])])
      try c.script("PREPARE look AS SELECT n FROM number WHERE n = ANY($1::int8[])")
      let explain = Statement("explain", "EXPLAIN (COSTS OFF) EXECUTE look('{1}')", planning: .byIndex)
      return try c.query(explain).map { try $0.text(0) }
    }
    #expect(!plan.contains { $0.contains("Seq Scan") }, "\(plan)")
  }

  private static func readsByKey(_ c: isolated Connection) throws -> Bool {
    let explain = Statement("explain", "EXPLAIN (COSTS OFF) EXECUTE kept('{1}')", planning: .byIndex)
    return try c.query(explain).contains { try $0.text(0).contains("Index Cond") }
  }

  @Test("a plan that is kept of a small table is made again once as much was sent as before")
  func plansAreRenewed() async throws {
    let connection = try await connection()
    let text = "SELECT n FROM unnest($1::int8[]) AS x(n) JOIN number USING (n)"
    let look = Statement("look", text, planning: .byIndex)
    try await connection.run { c in
      try c.script(
        "ALTER TABLE number SET (autovacuum_enabled = off); INSERT INTO number SELECT generate_series(1, 20)")
      try c.script("VACUUM ANALYZE number")
      try c.script("PREPARE kept AS \(text)")
      for _ in 0..<5 { _ = try Self.readsByKey(c) }
      let atFirst = try Self.readsByKey(c)
      try c.script("INSERT INTO number SELECT generate_series(21, 20000)")
      let whenLarge = try Self.readsByKey(c)
      _ = try c.query(look, [.int8s(Array(1...10_000))])
      let afterMuch = try Self.readsByKey(c)
      #expect([atFirst, whenLarge, afterMuch] == [false, false, true])
    }
  }

  @Test("a pipeline switches the session before it and no pipeline of the same kind switches again")
  func switching() async throws {
    let connection = try await connection()
    func mode() async throws -> [String] {
      try await connection.run { c in
        let row = try c.query(Self.mode)[0]
        return [try row.text(0), try row.text(1)]
      }
    }
    let byIndex = Self.statement(.byIndex)
    let rows = try await connection.run { try $0.pipeline([(.begin, []), (byIndex, [.int8s([])]), (.commit, [])]) }
    #expect(rows.count == 3)
    #expect(try await mode() == ["off", "auto"])
    _ = try await connection.run {
      try $0.pipeline([(byIndex, [.int8s([])]), (Self.statement(.freely), [.int8s([])])])
    }
    #expect(try await mode() == ["on", "auto"])
  }

  @Test("a switch that is rolled back is made again")
  func rolledBack() async throws {
    let connection = try await connection()
    let byIndex = Self.statement(.byIndex)
    try await connection.run { c in
      _ = try c.pipeline([(.begin, []), (byIndex, [.int8s([])])])
      _ = try c.query(.rollback)
      let undone = try c.query(Self.mode)[0].text(0)
      #expect(undone == "on")
      _ = try c.query(byIndex, [.int8s([])])
      let made = try c.query(Self.mode)[0].text(0)
      #expect(made == "off")
    }
  }
}
