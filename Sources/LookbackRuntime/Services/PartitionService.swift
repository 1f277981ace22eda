package import Logging
package import LookbackStore
import LookbackTime
import ServiceLifecycle

/// Makes the monthly partitions of history before they are needed, and renews the figures about all of them.
package struct PartitionService: Service {
  private let store: Store
  private let logger: Logger

  package init(store: Store, logger: Logger = Logger(label: "partitions")) {
    self.store = store
    self.logger = logger
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do throws(StoreError) {
          try await runOnce()
          try await store.analyzeHistory()
        } catch {
          logger.warning("partitions cannot be made", metadata: ["reason": "\(error)"])
        }
        try? await Task.sleep(for: .seconds(6 * 3600))
      }
    }
  }

  /// This month and the two after it, by the clock of every tenant.
  package func runOnce() async throws(StoreError) {
    var days: Set<CivilDate> = []
    for tenant in try await store.tenants() {
      let clock = try await store.clock(tenant)
      for moment in [clock.real, clock.test].compactMap({ $0 }) {
        days.formUnion(ClockAdvance.months(from: moment, to: moment.adding(microseconds: 62 * 86_400_000_000)))
      }
    }
    try await store.makePartitions(for: days.sorted())
  }
}
