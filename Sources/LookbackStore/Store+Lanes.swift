package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// A lane of timers, and from where on it is read.
package struct LaneCursor: Sendable, Hashable {
  package var lane: Int16
  /// No timer is expected before it, so that dead rows are not walked again.
  package var low: Moment
  /// Of the timers that are due at `low`, those of this case and of later ones.
  package var first: CaseID
  /// Of the lease by which it is read; nil: whoever holds it.
  package var epoch: Int64?

  package init(
    lane: Int16, low: Moment = Moment(microseconds: .min), first: CaseID = .beforeAll, epoch: Int64? = nil
  ) {
    self.first = first
    self.lane = lane
    self.low = low
    self.epoch = epoch
  }
}

extension Store {
  /// Says that a daemon lives, gives it its share of the lanes and takes those from it that are not: the lanes it holds
  /// now, each with its epoch.
  /// - Parameter patience: a daemon not heard of for longer is taken for dead.
  package func beat(daemon: Int64, patience: Duration) async throws(StoreError) -> [LaneCursor] {
    let silence = patience / .microseconds(1)
    return try await run { c in
      // Losing a heartbeat with a crash does no harm: no flush is waited for.
      try c.pipeline([
        (.begin, []), (Statements.setCommitMode, []), (Statements.upsertDaemon, [.int8(daemon)]),
        (Statements.leaseLanes, [.int8(daemon), .int8(Int64(silence))]),
        (Statements.listLanes, [.int8(daemon)]), (.commit, []),
      ])[4].map { LaneCursor(lane: try $0.int2(0), epoch: try $0.int8(1)) }
    }
  }

  /// A daemon ends: its lanes are free at once.
  package func retire(daemon: Int64) async throws(StoreError) {
    try await run { c in
      _ = try c.pipeline([
        (.begin, []), (Statements.releaseLanes, [.int8(daemon)]), (Statements.deleteDaemons, [.int8(daemon)]),
        (.commit, []),
      ])
    }
  }
}

extension [LaneCursor] {
  /// Lanes and low-water marks.
  var columns: [Parameter] { [.int2s(map(\.lane)), .int8s(map(\.low.microseconds))] }
}
