package import LookbackCore
import LookbackPostgres

/// A signal that waits in the outbox.
package struct WaitingSignal: Sendable, Hashable {
  package var lane: Int16
  package var number: Int64
  package var sender: CaseID
  package var event: String
  package var target: CaseID
  package var used: Int
}

extension Store {
  /// Returns the signals that wait in these lanes, the oldest of each lane first.
  package func signals(lanes: [Int16], perLane limit: Int) async throws(StoreError) -> [WaitingSignal] {
    try await rows(Statements.listSignals, ["lanes": .int2s(lanes), "limit": .int8(Int64(limit))]) { row in
      WaitingSignal(
        lane: try row.int2(0), number: try row.int8(1), sender: CaseID(try row.int8(2)), event: try row.text(3),
        target: CaseID(try row.texts(4).first.flatMap { Int64($0) } ?? 0), used: Int(try row.int4(5)))
    }
  }

  /// Removes delivered signals from the outbox, and moves those that will never be delivered to the dead letters, with
  /// the reason.
  package func settle(
    delivered: [WaitingSignal], dead: [(signal: WaitingSignal, reason: String)]
  ) async throws(StoreError) {
    let columns = delivered.columns
    let deadColumns = dead.map(\.signal).columns + ["reason": .texts(dead.map(\.reason))]
    try await run { c in
      _ = try c.pipeline([
        (.begin, []), (Statements.deleteMessages, columns), (Statements.moveMessages, deadColumns), (.commit, []),
      ])
    }
  }
}

extension [WaitingSignal] {
  fileprivate var columns: Parameters {
    ["lane": .int2s(map(\.lane)), "id": .int8s(map(\.number))]
  }
}
