package import Logging
package import LookbackStore
import LookbackTime
import ServiceLifecycle

/// Moves cases that ended long ago out of the tables that every batch reads. The first command for such a case brings
/// it back.
///
/// The service moves a few cases at a time and pauses after each transaction, so that the batches keep their speed.
/// Several daemons may run it at once: each skips the rows that another one has locked, so that no lease is needed.
package struct ArchiveService: Service {
  /// The number of cases in a transaction.
  private static let atOnce = 200

  private let store: Store
  private let days: Int
  private let logger: Logger

  /// - Parameter days: how many days ago a case must have ended, by the office's clock.
  package init(store: Store, days: Int, logger: Logger = Logger(label: "archive")) {
    self.store = store
    self.days = days
    self.logger = logger
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do {
          let moved = try await runOnce()
          if moved > 0 { logger.info("cases went into the archive", metadata: ["cases": "\(moved)"]) }
        } catch is CancellationError {
          return
        } catch {
          logger.warning("cases cannot be archived now", metadata: ["reason": "\(error)"])
        }
        try? await Task.sleep(for: .seconds(Int64.random(in: 50...70)))
      }
    }
  }

  /// Moves all cases that ended long enough ago.
  /// - Returns: how many cases were moved.
  @discardableResult
  package func runOnce() async throws -> Int {
    var total = 0
    let clock = try await store.clock()
    let before = (clock.test ?? clock.real).adding(microseconds: -Int64(days) * Moment.microsecondsPerDay)
    while true {
      let (found, moved) = try await store.archive(endedBefore: before, limit: Self.atOnce)
      total += moved
      // A case that another transaction has locked would be found again and again; it waits for the next run.
      guard found == Self.atOnce, moved > 0 else { break }
      try await Task.sleep(for: .milliseconds(50))
    }
    return total
  }
}
