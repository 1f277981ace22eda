import Glibc
package import LookbackStore
package import LookbackTime

/// Looks for everything that is wrong with a database and its server. It changes nothing.
package struct HealthCheck: Sendable {
  private let store: Store
  private let connections: Int
  private let thresholds: Thresholds
  private let now: @Sendable () -> Moment

  /// - Parameters:
  ///   - connections: how many connections the daemon may open.
  ///   - now: returns the time of this machine's clock.
  package init(
    store: Store, connections: Int, thresholds: Thresholds = Thresholds(),
    now: @escaping @Sendable () -> Moment = { HealthCheck.machineClock }
  ) {
    self.store = store
    self.connections = connections
    self.thresholds = thresholds
    self.now = now
  }

  /// Returns everything that is wrong, the worst first.
  package func findings() async throws(StoreError) -> [HealthFinding] {
    let found = try await store.examine(overdue: thresholds.lateness, slow: thresholds.statement)
    // The skew is measured over a connection that is open already, between two readings of this machine's clock.
    let before = now()
    let database = try await store.databaseClock()
    let after = now()
    let middle = before.adding(microseconds: (after.microseconds - before.microseconds) / 2)
    let skew = Double(database.microseconds - middle.microseconds) / 1e6
    let uncertainty = Double(after.microseconds - before.microseconds) / 2e6
    var all = found.findings(thresholds, connections: connections)
    if abs(skew) > thresholds.clockSkew + uncertainty { all.append(.clockSkew(seconds: skew)) }
    if let disk = fullDisk(found) { all.append(disk) }
    return all
  }

  /// Returns what is wrong with the database's disk. It is nil, too, if the server's files are on another machine or
  /// their place is unknown.
  private func fullDisk(_ found: HealthFacts) -> HealthFinding? {
    guard found.isLocal, let folder = found.settings["data_directory"] else { return nil }
    var status = statvfs()
    guard statvfs(folder, &status) == 0, status.f_blocks > 0 else { return nil }
    let free = Int64(status.f_bavail) * Int64(status.f_frsize)
    let share = Double(status.f_bavail) / Double(status.f_blocks)
    guard free < thresholds.freeBytes || share < thresholds.freeShare else { return nil }
    return .fullDisk(folder: folder, freeBytes: free, share: share)
  }

  /// The time of this machine's clock.
  package static var machineClock: Moment {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Moment(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
  }
}
