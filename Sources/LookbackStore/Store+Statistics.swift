package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// How many cases ended in a span of time, of one workflow, round, final state and class.
package struct ClosingCount: Sendable, Hashable {
  package var workflow: String
  /// 1 for the first answer, 2 for the answer after a look-back.
  package var round: Int
  package var state: String
  package var `class`: String
  package var count: Int
  package var onTime: Int
  /// Those that had a statutory deadline: what `onTime` is a part of.
  package var withDeadline: Int
  /// Those that met the date on which they were first due.
  package var onTimeAtFirst: Int
}

extension Store {
  /// Closings from `start` up to, and without, `end`. A case that is reopened later stays counted as it was.
  package func closings(
    from start: CivilDate, to end: CivilDate, tenant: TenantID
  ) async throws(StoreError) -> [ClosingCount] {
    try await rows(Statements.countClosings, [.int4(tenant.value), .date(start.days), .date(end.days)]) { row in
      ClosingCount(
        workflow: try row.text(0), round: Int(try row.int4(1)), state: try row.text(2), class: try row.text(3),
        count: Int(try row.int8(4)), onTime: Int(try row.int8(5)), withDeadline: Int(try row.int8(6)),
        onTimeAtFirst: Int(try row.int8(7)))
    }
  }

  /// How many cases of each workflow were opened from `start` up to, and without, `end`.
  package func openings(
    from start: Moment, to end: Moment, tenant: TenantID
  ) async throws(StoreError) -> [(workflow: String, count: Int)] {
    let columns: [Parameter] = [
      .int4(tenant.value), .timestamptz(start.microseconds), .timestamptz(end.microseconds),
    ]
    return try await rows(Statements.countOpenings, columns) { (try $0.text(0), Int(try $0.int8(1))) }
  }
}
