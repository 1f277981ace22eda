package import Logging
import LookbackStore
import LookbackTime
import ServiceLifecycle

/// Delivers signals as soon as they are recorded here, and looks every second for those of other daemons.
package struct SignalService: Service {
  private let delivery: SignalDelivery
  private let alarm: TimerWakeup
  private let logger: Logger

  /// - Parameter alarm: the one that the engine announces signals to.
  package init(delivery: SignalDelivery, alarm: TimerWakeup, logger: Logger = Logger(label: "signals")) {
    self.delivery = delivery
    self.alarm = alarm
    self.logger = logger
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        _ = alarm.takeAnnounced()
        do throws(StoreError) {
          if try await delivery.runOnce() > 0 { continue }
        } catch {
          logger.warning("signals cannot be read", metadata: ["reason": "\(error)"])
        }
        await alarm.sleep(for: .seconds(1), until: Moment(microseconds: .max))
      }
    }
  }
}
