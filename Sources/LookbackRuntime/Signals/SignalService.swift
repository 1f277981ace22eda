package import Logging
import LookbackStore
import LookbackTime
import ServiceLifecycle

/// Delivers signals as soon as this daemon records them, and looks every second for those of other daemons.
package struct SignalService: Service {
  private let delivery: SignalDelivery
  private let wakeup: TimerWakeup
  private let logger: Logger

  /// - Parameter wakeup: the one to which the engine announces signals.
  package init(delivery: SignalDelivery, wakeup: TimerWakeup, logger: Logger = Logger(label: "signals")) {
    self.delivery = delivery
    self.wakeup = wakeup
    self.logger = logger
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        _ = wakeup.takeAnnounced()
        do throws(StoreError) {
          if try await delivery.runOnce() > 0 { continue }
        } catch {
          logger.warning("signals cannot be read", metadata: ["reason": "\(error)"])
        }
        await wakeup.sleep(for: .seconds(1), until: Moment(microseconds: .max))
      }
    }
  }
}
