package import Logging
package import LookbackStore
import LookbackTime
import ServiceLifecycle

/// Makes the monthly partitions of history before they are needed, and renews the planner's statistics of history.
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
        var pause = Duration.seconds(6 * 3600)
        do throws(StoreError) {
          try await runOnce()
          try await store.analyzeHistory()
        } catch {
          logger.warning("partitions cannot be made", metadata: ["reason": "\(error)"])
          pause = .seconds(60)
        }
        try? await Task.sleep(for: pause)
      }
    }
  }

  /// Makes the partitions before the daemon serves. It tolerates that another session reads the whole history and so
  /// locks it: events of a month without a partition go into the common one, and `run` tries again.
  /// - Throws: `StoreError` that does not pass by itself.
  package func prepare() async throws(StoreError) {
    do throws(StoreError) { try await runOnce() } catch {
      guard [.race, .held, .passes].contains(error.course) else { throw error }
      logger.warning("partitions cannot be made yet", metadata: ["reason": "\(error)"])
    }
  }

  /// Makes the partitions of the current month and the two after it, by the office's clock and by the real one.
  package func runOnce() async throws(StoreError) {
    var days: Set<CivilDate> = []
    let clock = try await store.clock()
    for moment in [clock.real, clock.test].compactMap({ $0 }) {
      days.formUnion(ClockAdvance.months(from: moment, to: moment.adding(microseconds: 62 * Moment.microsecondsPerDay)))
    }
    try await store.makePartitions(for: days.sorted())
  }
}
