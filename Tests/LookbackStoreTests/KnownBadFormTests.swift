import LookbackPostgres
import LookbackTesting
import Testing

@testable import LookbackStore

/// Forms that look right and are not, kept beside those that are used: whoever simplifies the hot path meets them here.
@Suite("forms that fail, and why the store does otherwise")
struct KnownBadFormTests {
  /// One case with one armed timer, by hand: these tests are about statements, not about workflows.
  private func office() async throws -> Office {
    let office = try await Office()
    try await office.tamper(
      """
      insert into cases (case_id, seq, last_us, since_us, head, definition, workflow, state, doc)
        select 1, 1, 0, 0, '\\x00', '\\x00', 'matter', 'assigned', '\\x00';
      insert into timers \(timer(1))
      """)
    return office
  }

  private func timer(_ due: Int) -> String { "select 0, \(due), 1, 'k'" }

  /// Runs scripts as one transaction; between two of them the gates are passed.
  private func transact(_ scripts: [String], _ gates: [Gate], on connection: Connection) async throws -> String? {
    do {
      try await connection.run { c in
        try c.script("set deadlock_timeout = '10ms'; begin")
        for (index, script) in scripts.enumerated() {
          try c.script(script)
          if index < gates.count { gates[index].enter() }
        }
        try c.script("commit")
      }
      return nil
    } catch let error as PostgresError { return error.sqlState }
  }

  private func untilBlocked(_ connection: Int32, _ watcher: Connection) async throws {
    let statement = Statement(
      "count_blocked", "select count(*) from pg_stat_activity where pid = $1 and wait_event_type = 'Lock'")
    try await Waiting.until("the connection waits for a lock") {
      try await watcher.run { c in try c.query(statement, [.int4(connection)])[0].int8(0) } > 0
    }
  }

  private static let lock = "select from cases where case_id = 1 for no key update"

  /// A transition holds the case while another one, in this form, waits for it: the timers that are left.
  private func timersLeft(after form: [String]) async throws -> Int64 {
    let office = try await office()
    let (first, second, watcher) = (
      try await office.superuser(), try await office.superuser(), try await office.superuser()
    )
    let gate = Gate()
    let number = await second.backendID
    async let earlier = transact(
      [Self.lock, "delete from timers where due_us = 1; insert into timers \(timer(2))"], [gate], on: first)
    await gate.entered()
    async let later = transact(form, [], on: second)
    try await untilBlocked(number, watcher)
    gate.open()
    #expect(try await [earlier, later] == [nil, nil])
    let left = try await office.count("timers")
    for connection in [first, second, watcher] { await connection.close() }
    return left
  }

  @Test("lock and act in one statement: the timer armed by whoever held the lock is not seen and stays for ever")
  func lockAndAct() async throws {
    // What a transition does: whatever timer stands there goes, its own is armed.
    let act = "delete from timers where case_id in (select case_id from locked) returning 1"
    let fused = """
      with locked as materialized (select case_id from cases where case_id = 1 for no key update),
      gone as (\(act)) insert into timers \(timer(3)) from (select count(*) from gone) g
      """
    #expect(try await timersLeft(after: [fused]) == 2)
    let apart = act.replacing("(select case_id from locked)", with: "(1)")
    #expect(try await timersLeft(after: [Self.lock, apart, "insert into timers \(timer(3))"]) == 1)
  }

  @Test("timers claimed before their cases are locked: the firing and a transition wait for each other")
  func timersFirst() async throws {
    let office = try await office()
    let (transition, firing, watcher) = (
      try await office.superuser(), try await office.superuser(), try await office.superuser()
    )
    let number = await transition.backendID
    let (locked, claimed) = (Gate(), Gate())
    let take = "delete from timers where case_id = 1"
    async let moved = transact([Self.lock, take], [locked], on: transition)
    await locked.entered()
    async let fired = transact([take, Self.lock], [claimed], on: firing)
    await claimed.entered()
    locked.open()
    try await untilBlocked(number, watcher)
    claimed.open()
    #expect(try await [moved, fired].compactMap { $0 } == ["40P01"])
    for connection in [transition, firing, watcher] { await connection.close() }
  }

  @Test("cases locked before their timers are taken: the firing waits, finds nothing and fires nothing")
  func casesFirst() async throws {
    let office = try await office()
    let (transition, firing, watcher) = (
      try await office.superuser(), try await office.superuser(), try await office.superuser()
    )
    let number = await firing.backendID
    let gate = Gate()
    let take = "delete from timers where case_id = 1 and due_us = 1"
    async let moved = transact([Self.lock, take + "; insert into timers \(timer(2))"], [gate], on: transition)
    await gate.entered()
    async let fired = transact([Self.lock, take], [], on: firing)
    try await untilBlocked(number, watcher)
    gate.open()
    #expect(try await [moved, fired] == [nil, nil])
    #expect(try await office.count("timers where due_us = 2") == 1)
    for connection in [transition, firing, watcher] { await connection.close() }
  }
}
