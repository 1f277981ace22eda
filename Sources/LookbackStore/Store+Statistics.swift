import LookbackCore
import LookbackPostgres
package import LookbackTime

/// How many cases ended in a period, for one workflow, round, outcome and class.
package struct ClosingCount: Sendable, Hashable {
  package var workflow: String
  /// 1 for the first answer, 2 for the answer after a look-back.
  package var round: Int
  package var state: String
  /// The event that ended the cases.
  package var outcome: String
  /// Whether that event is an answer; nil if the definition does not say what an answer is.
  package var isAnswer: Bool?
  package var `class`: String
  package var count: Int
  package var onTime: Int
  /// The number of cases with a statutory deadline, of which `onTime` is a part.
  package var withDeadline: Int
  /// The number of cases that met their first due date.
  package var onTimeAtFirst: Int
}

extension Store {
  /// Counts the closings from `start` until before `end`. A case that is reopened later stays counted.
  /// - Parameter readers: if set, only cases count that one of these persons and posts may see.
  package func closings(
    from start: CivilDate, to end: CivilDate, readers: [String]? = nil
  ) async throws(StoreError) -> [ClosingCount] {
    let columns: Parameters = [
      "first_day": .date(start.days), "end_day": .date(end.days), "readers": .texts(readers),
    ]
    return try await rows(Statements.countClosings, columns) { row in
      ClosingCount(
        workflow: try row.text(0), round: Int(try row.int4(1)), state: try row.text(2), outcome: try row.text(3),
        isAnswer: try row.optionalBool(4), class: try row.text(5), count: Int(try row.int8(6)),
        onTime: Int(try row.int8(7)), withDeadline: Int(try row.int8(8)), onTimeAtFirst: Int(try row.int8(9)))
    }
  }

  /// Counts the cases of each workflow that were opened from `start` until before `end`.
  /// - Parameter readers: if set, only cases count that one of these persons and posts may see.
  package func openings(
    from start: CivilDate, to end: CivilDate, readers: [String]? = nil
  ) async throws(StoreError) -> [(workflow: String, count: Int)] {
    let columns: Parameters = [
      "first_day": .date(start.days), "end_day": .date(end.days), "readers": .texts(readers),
    ]
    return try await rows(Statements.countOpenings, columns) { (try $0.text(0), Int(try $0.int8(1))) }
  }
}
