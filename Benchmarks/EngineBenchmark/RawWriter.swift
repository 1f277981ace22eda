import LookbackCore
import LookbackPostgres
import LookbackTime

/// The set-based SQL limit: writes what the engine writes for a transition of many cases, row for row and with the same
/// statements, from arrays that need no reading, no deciding and no hashing.
///
/// It does not lock or read first: it is a limit, not a way to run. So it knows no places of rows, and finds the cases by
/// their keys.
struct RawWriter: Sendable {
  /// A case that goes from one standing to another.
  struct Step: Sendable {
    let before: StandingRows
    let after: StandingRows
  }

  /// Where each case of one connection stands.
  struct Place: Sendable {
    let id: CaseID
    var sequence: Int64
    /// When its clock ends.
    let term: StandingRows.Due
    /// When the timer of its state is due.
    var due: Int64
  }

  private var statements: [String: Statement]

  private static let moveCases = Statement(
    "move_cases",
    """
    with moved as (
      update cases c set seq = x.seq, head = x.head, last_us = x.last_us, doc = x.doc, state = x.state,
        since_us = x.last_us, due = x.due, lapse_us = x.lapse_us, overdue_us = x.overdue_us, ended_at = x.ended_at
      from (
        select unnest($1::int8[]) as case_id, unnest($2::int8[]) as old_seq, unnest($3::int8[]) as seq,
          unnest($4::bytea[]) as head, unnest($5::int8[]) as last_us, unnest($6::bytea[]) as doc,
          unnest($7::text[]) as state, unnest($8::date[]) as due, unnest($9::int8[]) as lapse_us,
          unnest($10::int8[]) as overdue_us, unnest($11::timestamptz[]) as ended_at
      ) as x
      where c.case_id = x.case_id and c.seq = x.old_seq
      returning 1
    )
    select require_rows(count(*), $12) from moved
    """, planning: .byIndex)

  init() throws {
    let names = [
      "insert_events", "insert_commands", "delete_timers", "insert_timers", "delete_work_items", "insert_work_items",
      "insert_messages",
    ]
    statements = Dictionary(uniqueKeysWithValues: try names.map { ($0, try StatementFile.load($0)) })
    statements[Self.moveCases.name] = Self.moveCases
  }

  /// Moves the cases of `places`, which are sorted, in one transaction.
  /// - Parameter isRemembered: whether command ids are kept, as for commands of people.
  func write(
    _ step: Step, _ places: inout [Place], isRemembered: Bool, on pool: ConnectionPool
  ) async throws {
    let now = Self.now
    let due = Self.due(of: step.after, enteredAt: now)
    let after = places.map { Place(id: $0.id, sequence: $0.sequence + 1, term: $0.term, due: due) }
    let steps = steps(step, places, after, now, isRemembered)
    try await pool.withConnection { connection in
      try await connection.run { c in _ = try c.pipeline([(.begin, [])] + steps + [(.commit, [])]) }
    }
    places = after
  }

  /// As the engine arms it: what is counted in days falls due at one midnight, whatever the time of day.
  private static func due(of rows: StandingRows, enteredAt now: Int64) -> Int64 {
    guard let timer = rows.timers.first(where: { $0.key.contains(":after:") }) else { return 0 }
    let wait = timer.due - rows.current.root.entered.at.microseconds
    return wait < 86_400_000_000 ? now + wait : timer.due
  }

  private static var now: Int64 { Int64(WallClock.seconds * 1e6) }

  private func steps(
    _ step: Step, _ before: [Place], _ after: [Place], _ now: Int64, _ isRemembered: Bool
  ) -> [(Statement, Parameters)] {
    func all<V>(_ value: V) -> [V] { Array(repeating: value, count: after.count) }
    let ids = Parameter.int8s(after.map(\.id.value))
    let sequences = Parameter.int8s(after.map(\.sequence))
    let lanes = Parameter.int2s(after.map(\.id.lane))
    let link = [UInt8](repeating: 7, count: 32)
    let (event, view) = (step.after.event, step.after.view)
    let terms = after.map(\.term).columns
    let commands = after.map { "c\($0.id)-\($0.sequence)" }
    var steps: [(String, Parameters)] = [
      (
        "move_cases",
        [
          ids, .int8s(before.map(\.sequence)), sequences, .byteas(all(link)), .int8s(all(now)),
          .byteas(all(step.after.document)), .texts(all(view.state)),
        ] + terms + [.nullableTimestamptzs(all(nil)), .int8(Int64(after.count))]
      ),
      (
        "insert_events",
        [
          ids, sequences, .timestamptzs(all(now)), .dates(all(event.day)), .int4s(all(0)),
          .texts(all(event.name)), .texts(all(event.from)), .texts(all(event.to)), .texts(all(event.actor)),
          .texts(commands), .byteas(all(event.body)), .byteas(all(link)),
        ]
      ),
    ]
    if isRemembered {
      steps.append(
        (
          "insert_commands",
          [
            .texts(commands), .texts(all(event.actor)), ids, sequences, .byteas(all(link)),
            .texts(all(view.state)), .byteas(all(link)), .timestamptzs(all(now)),
          ]
        ))
    }
    for timer in step.before.timers where timer.key.contains(":after:") {
      steps.append(("delete_timers", [lanes, .int8s(before.map(\.due)), ids, .texts(all(timer.key))]))
    }
    for timer in step.after.timers where timer.key.contains(":after:") {
      steps.append(("insert_timers", [lanes, .int8s(after.map(\.due)), ids, .texts(all(timer.key))]))
    }
    for item in step.before.items {
      steps.append(
        (
          "delete_work_items",
          [ids, .int4s(all(item.track)), .texts(all(item.kind)), .texts(all(item.assignee))]
        ))
    }
    for item in step.after.items {
      steps.append(
        (
          "insert_work_items",
          [
            ids, .int4s(all(item.track)), .texts(all(item.kind)), .texts(all(item.assignee)),
            .texts(all(item.workflow)), .int4s(all(item.version)),
          ] + (item.due.day == nil ? all(item.due).columns : terms) + [.int8s(all(now))]
        ))
    }
    for message in step.after.messages {
      steps.append(
        (
          "insert_messages",
          [
            lanes, ids, sequences, .timestamptzs(all(now)), .int4s(all(message.track)),
            .texts(all(message.topic)), .texts(all(message.about)), .texts(all(message.recipients)),
            .nullableDates(all(message.due)), .int4s(all(0)),
          ]
        ))
    }
    return steps.compactMap { name, columns in statements[name].map { ($0, columns) } }
  }
}
