package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// A lane of timers, and from where on it is read.
package struct LaneCursor: Sendable, Hashable {
  package var lane: Int16
  /// The low-water mark: no timer is expected before it, so that dead rows are not read again.
  package var low: Moment
  /// Where to begin among the timers that are due at `low`: at this case.
  package var first: CaseID
  /// The epoch of the lease under which the lane is read; nil to read it without a lease.
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
  /// Records that a daemon is alive, gives it its share of the lanes, and releases those that exceed the share.
  /// - Parameter timeout: a daemon whose last heartbeat is older counts as dead.
  /// - Returns: the lanes that the daemon holds now, each with its epoch.
  package func heartbeat(daemon: Int64, timeout: Duration) async throws(StoreError) -> [LaneCursor] {
    let silence = timeout / .microseconds(1)
    return try await run { c in
      // A heartbeat that is lost in a crash does no harm, so the commit does not wait for a flush.
      try c.pipeline([
        (.begin, []), (Statements.setCommitMode, []), (Statements.upsertDaemon, ["daemon_id": .int8(daemon)]),
        (Statements.leaseLanes, ["silence_us": .int8(Int64(silence)), "daemon_id": .int8(daemon)]),
        (Statements.listLanes, ["owner": .int8(daemon)]), (.commit, []),
      ])[4].map { LaneCursor(lane: try $0.int2(0), epoch: try $0.int8(1)) }
    }
  }

  /// Removes a daemon, so that its lanes are free at once.
  package func retire(daemon: Int64) async throws(StoreError) {
    try await run { c in
      _ = try c.pipeline([
        (.begin, []), (Statements.releaseLanes, ["owner": .int8(daemon)]),
        (Statements.deleteDaemons, ["daemon_id": .int8(daemon)]), (.commit, []),
      ])
    }
  }
}

extension [LaneCursor] {
  /// Lanes and low-water marks, as statements take them.
  var columns: Parameters { ["lane": .int2s(map(\.lane)), "low": .int8s(map(\.low.microseconds))] }
}
