package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// An act that goes on after it was answered, such as a sweep over many cases, in the record.
package struct LongOperationLine: Sendable, Hashable {
  /// How an act has ended.
  package enum Outcome: String, Sendable, CaseIterable {
    case done
    /// It was answered with a problem, at once or after a part of its work.
    case refused
    /// Somebody asked it to stop, and it stopped before its end.
    case cancelled
    /// The daemon was stopped or killed before its end.
    case interrupted
  }

  package var number: Int64
  /// The address to which it was sent, such as `POST sweeps`.
  package var address: String
  /// The person who began it; nil for an administrator who acts for nobody.
  package var person: String?
  package var via: String
  package var started: Moment
  /// Nil while it goes on, and if its daemon was killed.
  package var ended: Moment?
  /// Nil while it goes on.
  package var outcome: Outcome?
  /// How far it is, as JSON.
  package var progress: String?
  /// The status that the request would have been answered with.
  package var status: Int?
  /// The answer, as JSON; nil while it goes on, and in lists.
  package var answer: String?
}

/// How an act ended, and what the request would have been answered with.
package struct LongOperationEnding: Sendable {
  package let outcome: LongOperationLine.Outcome
  package let status: Int
  /// As JSON.
  package let answer: String

  package init(_ outcome: LongOperationLine.Outcome, status: Int, answer: String) {
    self.outcome = outcome
    self.status = status
    self.answer = answer
  }
}

extension Store {
  /// Begins the record of an act. Records that are older than ninety days are forgotten then.
  package func beginOperation(
    _ address: String, by initiator: Initiator
  ) async throws(StoreError) -> LongOperationLine {
    let columns: Parameters = [
      "address": .text(address), "person": .text(initiator.person), "via": .text(initiator.via),
    ]
    return try await run { c in
      _ = try c.query(Statements.deleteOldOperations)
      return try LongOperationLine(try c.query(Statements.insertOperation, columns)[0])
    }
  }

  /// Says that somebody works on an act, and how far it is.
  /// - Returns: whether it is to stop.
  package func noteProgress(_ progress: String?, ofOperation number: Int64) async throws(StoreError) -> Bool {
    let columns: Parameters = ["progress": .text(progress), "operation_id": .int8(number)]
    return try await run { c in try c.query(Statements.setOperationSeen, columns).first?.bool(0) ?? false }
  }

  /// Records how an act ended, and how far it had come. What has ended already stays as it is.
  package func end(
    _ number: Int64, _ ending: LongOperationEnding, progress: String? = nil
  ) async throws(StoreError) {
    let columns: Parameters = [
      "outcome": .text(ending.outcome.rawValue), "status": .int4(Int32(clamping: ending.status)),
      "answer": .text(ending.answer), "progress": .text(progress), "operation_id": .int8(number),
    ]
    _ = try await run { c in try c.query(Statements.closeOperation, columns).count }
  }

  /// Asks an act to stop.
  package func cancelOperation(_ number: Int64, via: String) async throws(StoreError) {
    let columns: Parameters = ["via": .text(via), "operation_id": .int8(number)]
    _ = try await run { c in try c.query(Statements.markOperation, columns).count }
  }

  /// Returns acts, the newest first.
  /// - Parameters:
  ///   - person: whose they are; nil for everybody's.
  ///   - number: if set, only acts before this one.
  package func operations(
    of person: String?, before number: Int64? = nil, limit: Int
  ) async throws(StoreError) -> [LongOperationLine] {
    try await rows(
      Statements.listOperations,
      ["person": .text(person), "before": .int8(number), "limit": .int8(Int64(limit))]
    ) { try LongOperationLine($0) }
  }

  /// Returns an act with its answer; nil if there is none with this number.
  package func operation(_ number: Int64) async throws(StoreError) -> LongOperationLine? {
    try await rows(Statements.findOperation, ["operation_id": .int8(number)]) { row in
      var line = try LongOperationLine(row)
      line.answer = try row.optionalText(9)
      return line
    }.first
  }
}

extension LongOperationLine {
  fileprivate init(_ row: Row) throws {
    number = try row.int8(0)
    address = try row.text(1)
    (person, via) = (try row.optionalText(2), try row.text(3))
    started = Moment(microseconds: try row.timestamptz(4))
    ended = try row.optionalTimestamptz(5).map { Moment(microseconds: $0) }
    outcome = try row.optionalText(6).flatMap { Outcome(rawValue: $0) }
    progress = try row.optionalText(7)
    status = try row.optionalInt4(8).map { Int($0) }
  }
}
