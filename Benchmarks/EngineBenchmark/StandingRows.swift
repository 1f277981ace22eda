import LookbackCore
import LookbackPostgres
import LookbackStore
import LookbackTime

/// The rows of one case as the engine left them after its last event: what the clones and the yardstick are made of.
struct StandingRows: Sendable {
  struct Event: Sendable {
    var name: String, from: String, to: String, actor: String, body: [UInt8], day: Int32
  }
  /// The day that lists show, the moment that orders them, and from when on it is overdue.
  struct Due: Sendable {
    var day: Int32?, lapse: Int64?, overdue: Int64?
  }
  struct Item: Sendable {
    var track: Int32, kind: String, assignee: String, workflow: String, version: Int32, due: Due
  }
  struct Message: Sendable {
    var track: Int32, topic: String, about: String, recipients: String, due: Int32?
  }
  struct View: Sendable {
    var workflow: String, version: Int32, state: String, title: String, due: Due, opened: Int64, data: String,
      openedOn: Int32
  }

  let current: Case
  let definition: [UInt8]
  let document: [UInt8]
  let event: Event
  let view: View
  let items: [Item]
  /// Keys of the timers, and when they are due.
  let timers: [(key: String, due: Int64)]
  /// Of the last event.
  let messages: [Message]

  static func read(_ id: CaseID, from bureau: Bureau) async throws -> StandingRows {
    guard let stored = try await bureau.store.read(id) else {
      throw BenchProblem("the template case \(id) is gone")
    }
    return try await bureau.pool.withConnection { connection in
      try await connection.run { c in try StandingRows(stored.current, c) }
    }
  }

  private init(_ current: Case, _ c: isolated Connection) throws {
    func rows(_ name: String, _ sql: String) throws -> Rows {
      try c.query(Statement("standing_\(name)", sql), [.int8(current.id.value)])
    }
    self.current = current
    let base = try rows(
      "base", "select definition, doc from cases where case_id = $1")[0]
    definition = try base.bytea(0)
    document = try base.bytea(1)
    let last = try rows(
      "event",
      "select event, from_state, to_state, actor, body, happened_on from events where case_id = $1 order by seq desc limit 1"
    )[0]
    event = Event(
      name: try last.text(0), from: try last.text(1), to: try last.text(2), actor: try last.text(3),
      body: try last.bytea(4), day: try last.date(5))
    let shown = try rows(
      "view",
      """
      select c.workflow, v.version, c.state, v.title, c.due, c.lapse_us, c.overdue_us, v.opened_at, v.data, v.opened_on
      from cases c join case_views v using (case_id) where case_id = $1
      """)[0]
    view = View(
      workflow: try shown.text(0), version: try shown.int4(1), state: try shown.text(2), title: try shown.text(3),
      due: try Due(shown, at: 4), opened: try shown.timestamptz(7), data: try shown.jsonb(8),
      openedOn: try shown.date(9))
    items = try rows(
      "items",
      "select track, kind, assignee, workflow, version, due, lapse_us, overdue_us from work_items where case_id = $1"
    ).map { row in
      Item(
        track: try row.int4(0), kind: try row.text(1), assignee: try row.text(2), workflow: try row.text(3),
        version: try row.int4(4), due: try Due(row, at: 5))
    }
    timers = try rows("timers", "select key, due_us from timers where case_id = $1").map { row in
      (try row.text(0), try row.int8(1))
    }
    messages = try rows(
      "messages",
      """
      select track, topic, about, array_to_string(recipients, ','), due from outbox
      where case_id = $1 and seq = (select max(seq) from events where case_id = $1)
      """
    ).map { row in
      Message(
        track: try row.int4(0), topic: try row.text(1), about: try row.text(2), recipients: try row.text(3),
        due: try row.optionalDate(4))
    }
  }

  /// The timers that `later` has and this has not.
  func newTimers(in later: StandingRows) -> [(key: String, due: Int64)] {
    later.timers.filter { timer in !timers.contains { $0 == timer } }
  }
}

extension StandingRows.Due {
  /// - Parameter column: of the day; the two moments follow.
  fileprivate init(_ row: Row, at column: Int) throws {
    day = try row.optionalDate(column)
    lapse = try row.optionalInt8(column + 1)
    overdue = try row.optionalInt8(column + 2)
  }
}

extension [StandingRows.Due] {
  /// As the statements take them.
  var columns: Parameters {
    [.nullableDates(map(\.day)), .nullableInt8s(map(\.lapse)), .nullableInt8s(map(\.overdue))]
  }
}

/// The benchmark cannot go on.
struct BenchProblem: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
