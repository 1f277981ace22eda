import LookbackCore
import LookbackPostgres
package import LookbackTime

/// How many cases ended in a span of time, of one workflow, round, outcome and class.
package struct ClosingCount: Sendable, Hashable {
  package var workflow: String
  /// 1 for the first answer, 2 for the answer after a look-back.
  package var round: Int
  package var state: String
  /// The event that says how they ended.
  package var outcome: String
  /// Whether that is an answer; nil where the definition does not say what one is.
  package var isAnswer: Bool?
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
  package func closings(from start: CivilDate, to end: CivilDate) async throws(StoreError) -> [ClosingCount] {
    try await rows(Statements.countClosings, [.date(start.days), .date(end.days)]) { row in
      ClosingCount(
        workflow: try row.text(0), round: Int(try row.int4(1)), state: try row.text(2), outcome: try row.text(3),
        isAnswer: try row.optionalBool(4), class: try row.text(5), count: Int(try row.int8(6)),
        onTime: Int(try row.int8(7)), withDeadline: Int(try row.int8(8)), onTimeAtFirst: Int(try row.int8(9)))
    }
  }

  /// How many cases of each workflow were opened from `start` up to, and without, `end`.
  package func openings(
    from start: CivilDate, to end: CivilDate
  ) async throws(StoreError) -> [(workflow: String, count: Int)] {
    let columns: [Parameter] = [.date(start.days), .date(end.days)]
    return try await rows(Statements.countOpenings, columns) { (try $0.text(0), Int(try $0.int8(1))) }
  }
}
