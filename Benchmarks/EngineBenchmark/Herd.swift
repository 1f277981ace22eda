import LookbackAudit
import LookbackCore
import LookbackPostgres
import LookbackTime

/// Cases that were cloned from a template, made without the engine: their past is missing, their present is whole.
struct Herd: Sendable {
  /// Ascending.
  let ids: [CaseID]

  /// Makes `count` cases as the template stands.
  /// - Parameters:
  ///   - base: the number of the first in milliseconds; herds must not meet.
  ///   - entered: when each entered its state, if not when the template did; its timers move with it.
  static func clone(
    _ template: StandingRows, count: Int, base: Int64, entered: Moment? = nil, in bureau: Bureau
  ) async throws -> Herd {
    let ids = (0..<count).map { id(base: base, index: $0) }
    let statements = try Statements()
    let chunk = 2_000
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      for start in stride(from: 0, to: count, by: chunk) {
        if start >= 2 * chunk { try await tasks.next() }
        tasks.addTask {
          let part = Array(ids[start..<min(start + chunk, count)])
          try await bureau.pool.withConnection { connection in
            try await connection.run { c in
              _ = try c.pipeline([(.begin, [])] + statements.steps(part, template, entered) + [(.commit, [])])
            }
          }
        }
      }
      try await tasks.waitForAll()
    }
    return Herd(ids: ids)
  }

  /// Like those of the engine: milliseconds, lane, counter. The same arithmetic stands in the script of pgbench.
  static func id(base: Int64, index: Int) -> CaseID {
    CaseID((base + Int64(index / 64)) << 22 | Int64(index % 64) << 16)
  }

  private struct Statements: Sendable {
    let insertCases: Statement
    let insertViews: Statement
    let insertTimers: Statement
    let insertItems: Statement

    init() throws {
      insertCases = try StatementFile.load("insert_cases")
      insertViews = try StatementFile.load("upsert_case_views")
      insertTimers = try StatementFile.load("insert_timers")
      insertItems = try StatementFile.load("insert_work_items")
    }

    func steps(_ ids: [CaseID], _ template: StandingRows, _ entered: Moment?) -> [(Statement, Parameters)] {
      func all<V>(_ value: V) -> [V] { Array(repeating: value, count: ids.count) }
      let shift = entered.map { $0.microseconds - template.current.root.entered.at.microseconds } ?? 0
      var current = template.current
      if let entered { current.tracks[0].entered.at = entered }
      let documents = ids.map { id in
        current.id = id
        return current.canonicalBytes
      }
      let numbers = Parameter.int8s(ids.map(\.value))
      let since = Parameter.int8s(all(current.root.entered.at.microseconds))
      let view = template.view
      var steps: [(Statement, Parameters)] = [
        (
          insertCases,
          [
            numbers, .int8s(all(current.sequence)), .byteas(all([UInt8](repeating: 7, count: 32))), since,
            .byteas(documents), .texts(all(view.state)), since,
          ] + all(view.due).columns + [
            .nullableTimestamptzs(all(nil)), .byteas(all(template.definition)), .texts(all(view.workflow)),
          ]
        ),
        (
          insertViews,
          [
            numbers, .int4s(all(view.version)), .texts(all(view.title)), .timestamptzs(all(view.opened)),
            .jsonbs(all(view.data)), .dates(all(view.openedOn)),
          ]
        ),
      ]
      for timer in template.timers {
        let isOfState = timer.key.contains(":after:")
        steps.append(
          (
            insertTimers,
            [
              .int2s(ids.map(\.lane)), .int8s(all(timer.due + (isOfState ? shift : 0))), numbers,
              .texts(all(timer.key)),
            ]
          ))
      }
      for item in template.items {
        steps.append(
          (
            insertItems,
            [
              numbers, .int4s(all(item.track)), .texts(all(item.kind)), .texts(all(item.assignee)),
              .texts(all(item.workflow)), .int4s(all(item.version)),
            ] + all(item.due).columns + [since]
          ))
      }
      return steps
    }
  }
}
