import LookbackPostgres
import Testing

@testable import LookbackStore

/// The plans of what every batch and every look for due timers runs, on tables that are large: a plan that reads more
/// than the rows it is asked for makes every transition dearer with every case.
@Suite("the plans of the hot path")
struct PlanTests {
  /// A statement with what its scans must be bounded by: for each table all columns of the key in one condition.
  private struct Wanted {
    let statement: Statement
    let bounds: [[String]]

    init(_ statement: Statement, _ bounds: [String]...) { (self.statement, self.bounds) = (statement, bounds) }
  }

  private static let ofCase = ["case_id"]
  private static let ofTimer = ["lane", "due_us", "case_id", "key"]

  private static let wanted = [
    Wanted(Statements.lockCases, ofCase),
    Wanted(Statements.readCommands, ["command_id"]),
    Wanted(Statements.updateCases, ["ctid = x.ctid"]),
    Wanted(Statements.deleteTimers, ofTimer),
    Wanted(Statements.deleteDueTimers, ofTimer),
    Wanted(Statements.deleteWorkItems, ["case_id", "track", "kind"]),
    Wanted(Statements.deleteCaseReaders, ofCase),
    Wanted(Statements.deleteKeys, ["value"]),
    Wanted(Statements.findCases, ofCase, ["value"]),
    // Two bounds of the due time each: from the low-water mark up to now.
    Wanted(Statements.listDueTimers, ["lane = ", "ROW(due_us, case_id) >=", "due_us <="]),
    Wanted(Statements.findNextDue, ["lane = ", "due_us >="]),
    Wanted(Statements.listEvents, ["case_id", "seq"]),
  ]

  /// A plan that was made while there were few cases may be kept until there are many.
  @Test(
    "reach every row by its whole key, with the plan that is kept for all batches", arguments: [200, 1_000, 20_000])
  func wholeKeys(cases: Int) async throws {
    let office = try await Office()
    let connection = try await office.superuser()
    try await connection.run { c in try c.script(Self.crowd.replacing("20000", with: "\(cases)") + "; analyze") }
    for wanted in Self.wanted {
      let plan = try await connection.run { c in try Self.plan(of: wanted.statement, c) }
      // Of lanes there are 64, whatever else grows.
      let scans = plan.filter { $0.contains("Seq Scan on") && !$0.contains("Seq Scan on lanes") }
      #expect(scans.isEmpty, "\(wanted.statement.name):\n\(plan.joined(separator: "\n"))")
      var conditions = plan.filter { $0.contains("Index Cond:") || $0.contains("TID Cond:") }
      for columns in wanted.bounds {
        let index = conditions.firstIndex { condition in columns.allSatisfy { condition.contains($0) } }
        #expect(index != nil, "\(wanted.statement.name) is not bounded by \(columns):\n\(plan.joined(separator: "\n"))")
        if let index { conditions.remove(at: index) }
      }
    }
    await connection.close()
  }

  @Test("a look for due timers reads those that are due and not those that are not")
  func dueTimersAreBounded() async throws {
    let office = try await Office()
    let connection = try await office.superuser()
    let touched = try await connection.run { c in
      try c.script(Self.crowd + "; analyze timers; set plan_cache_mode = force_generic_plan")
      return try Self.buffers(of: Statements.listDueTimers.text, Self.allLanes, c)
    }
    // The clock compared row by row, as it once stood there: every timer of the lane is walked.
    let slow = Statements.listDueTimers.text.replacing(
      "(select (extract(epoch from clock_timestamp()) * 1000000)::int8)",
      with: "(extract(epoch from clock_timestamp()) * 1000000)::int8")
    #expect(slow != Statements.listDueTimers.text)
    let touchedSlowly = try await connection.run { c in try Self.buffers(of: slow, Self.allLanes, c) }
    #expect(touched < 300)
    #expect(touchedSlowly > 10 * touched, "the test no longer sees the mistake it is about")
    await connection.close()
  }

  @Test("a page of cases far from the first reads that page, whatever stands before it")
  func pagesAreBounded() async throws {
    let office = try await Office()
    let connection = try await office.superuser()
    try await connection.run { c in try c.script(Self.crowd + "; analyze; set plan_cache_mode = force_custom_plan") }
    let pages = [
      (Statements.listCandidates.text, "null, null, null, null, null, null, null, null, 19900, 10"),
      (Statements.listCases.text, "19900, null, null, null, null, null, null, 10"),
      (Statements.listCasesOfState.text, "'matter', 'assigned', 19900, 19900, null, null, null, null, 10"),
      // Of somebody who sees every case, and of somebody who sees eight.
      (Statements.listCases.text, "19900, null, null, null, null, null, '{office}', 10"),
      (Statements.listCasesOfState.text, "'matter', 'assigned', 100, 100, null, null, null, '{office}', 10"),
      (Statements.listDue.text, "'2100-01-01', 4102444800000000, null, null, null, '{office}', 3"),
      (Statements.listSeenCases.text, "'{seldom}', 100, null, null, null, null, null, 10"),
      (Statements.countSeenCases.text, "'{seldom}', 8001"),
      (Statements.listDue.text, "'2100-01-01', 4102444800000000, null, null, null, null, 3"),
      (Statements.listDue.text, "'2024-01-01', 1710000000000000, 1700000090000000, 9000, 9000, null, 3"),
      (Statements.listOpenCases.text, "19900, 10"),
    ]
    for (text, arguments) in pages {
      let touched = try await connection.run { c in try Self.buffers(of: text, arguments, c) }
      #expect(touched < 100, "\(arguments): \(text)")
    }
    // One table of the join without its bound, as it once stood there.
    let slow = Statements.listCandidates.text.replacing(" and v.case_id > $9", with: "")
    #expect(slow != Statements.listCandidates.text)
    let touchedSlowly = try await connection.run { c in
      try c.script("set enable_nestloop = off; set enable_hashjoin = off")
      return try Self.buffers(of: slow, pages[0].1, c)
    }
    #expect(touchedSlowly > 100, "the test no longer sees the mistake it is about")
    await connection.close()
  }

  @Test("a list by number reads no more of the cases that somebody may see than fill the page, with either plan")
  func seenCasesAreBounded() async throws {
    let office = try await Office()
    let connection = try await office.superuser()
    try await connection.run { c in
      try c.script(Self.crowd)
      try c.script("insert into case_readers select n * 20, 'often' from generate_series(1, 2000) n; analyze")
    }
    let page = "'{often,nobody}', 100, null, null, null, null, null, 10"
    let all = "'{often,nobody}', 100, null, null, null, null, null, 5000"
    for mode in ["custom", "generic"] {
      let touched = try await connection.run { c in
        try c.script("set plan_cache_mode = force_\(mode)_plan")
        return try [page, all].map { try Self.buffers(of: Statements.listSeenCases.text, $0, c) }
      }
      #expect(touched[0] < 200, "\(mode)")
      #expect(touched[1] > 10 * touched[0], "the test would not see that all are read: \(mode), \(touched)")
    }
    await connection.close()
  }

  /// 20,000 cases with all that hangs on them, nothing due for a century. No autovacuum comes in between: where all rows
  /// of a page are known to be visible, an index alone answers, and the pages that are counted become few.
  private static let crowd = """
    alter table cases set (autovacuum_enabled = off);
    alter table case_views set (autovacuum_enabled = off);
    alter table timers set (autovacuum_enabled = off);
    set session_replication_role = replica;
    insert into cases (case_id, seq, last_us, since_us, head, definition, workflow, state, doc, due,
        lapse_us)
      select n, 1, n, n, '\\x00', '\\x00', 'matter', 'assigned', '\\x00', '2023-11-14', 1700000000000000 + n * 10000000::int8
      from generate_series(1, 20000) n;
    insert into case_views (case_id, version, title, opened_at, opened_on, data)
      select n, 1, '', now(), now(), '{}' from generate_series(1, 20000) n;
    insert into archived_cases (case_id, seq, head, last_us, definition, doc, workflow, version, state, title,
      opened_at, opened_on, data)
      select n, 1, '\\x00', 0, '\\x00', '\\x00', 'matter', 1, 'closed', '', now(), now(), '{}'
      from generate_series(20001, 40000) n;
    insert into case_readers select n, 'office' from generate_series(1, 40000) n;
    insert into case_readers select n * 5000, 'seldom' from generate_series(1, 8) n;
    insert into case_keys select 'matter', 'number', n::text, n from generate_series(1, 20000) n;
    insert into commands select 'c' || n, n, 1, '\\x00' from generate_series(1, 20000) n;
    insert into timers select n % 64, 4102444800000000 + n, n, 'k' from generate_series(1, 20000) n;
    insert into archived_cases (case_id, seq, head, last_us, definition, doc, workflow, version, state, title,
      opened_at, opened_on, data)
      select 100000 + n, 1, '\\x00', 0, '\\x00', '\\x00', 'matter', 1, 'closed', '', now(), now(), '{}'
      from generate_series(1, 20000) n;
    insert into work_items (case_id, track, kind, assignee, due, lapse_us, since_us)
      select n, 0, 'assigned', 'inspector@office', '2023-11-14', 1700000000000000 + n * 10000000::int8, n
      from generate_series(1, 20000) n;
    insert into events (case_id, seq, at, happened_on, track, event, from_state, to_state, actor, command_id,
      body, link)
      select n, 1, now(), now()::date, 0, 'open', '', 'registered', 'liu', 'c' || n, '\\x00', '\\x00'
      from generate_series(1, 20000) n;
    insert into event_texts select n, 1, '\\x00' from generate_series(1, 20000) n
    """

  private static func plan(of statement: Statement, _ c: isolated Connection) throws -> [String] {
    let nulls = statement.parameters.map { _ in "null" }.joined(separator: ", ")
    // The plan for all values, which the server keeps after some executions.
    try c.script("set plan_cache_mode = force_generic_plan; prepare \(statement.name) as \(statement.text)")
    defer { try? c.script("reset plan_cache_mode") }
    let explain = Statement(
      "explain \(statement.name)", "explain (costs off) execute \(statement.name)(\(nulls))", planning: .byIndex)
    return try c.query(explain).map { try $0.text(0) }
  }

  /// All lanes from their beginning, as `list_due_timers` takes them.
  private static let allLanes: String = {
    let lanes = "'{\((0..<64).map { "\($0)" }.joined(separator: ","))}'"
    let marks = "array_fill(0::int8, array[64])"
    return "\(lanes), \(marks), \(marks), \(marks), 31"
  }()

  /// Pages that the statement touches.
  private static func buffers(of text: String, _ arguments: String, _ c: isolated Connection) throws -> Int {
    try c.script("prepare look as \(text)")
    let explain = Statement(
      "explain look \(text.hashValue) \(arguments)",
      "explain (analyze, buffers, costs off, timing off) execute look(\(arguments))")
    let plan = try c.query(explain).map { try $0.text(0) }
    try c.script("deallocate look")
    let line = plan.first { $0.contains("Buffers: shared") } ?? ""
    return line.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }.reduce(0, +)
  }
}
