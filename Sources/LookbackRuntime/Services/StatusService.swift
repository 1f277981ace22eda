package import Logging
import ServiceLifecycle

/// Keeps systemd informed: a status line with figures, and the watchdog's ping as long as the loops come round.
package struct StatusService: Service {
  private let notifier: SystemdNotifier
  private let pulse: LoopWatchdog
  private let logger: Logger
  private let line: @Sendable () async -> String

  /// - Parameter line: says in one line what the daemon is doing.
  package init(
    notifier: SystemdNotifier, pulse: LoopWatchdog, logger: Logger, line: @escaping @Sendable () async -> String
  ) {
    self.notifier = notifier
    self.pulse = pulse
    self.logger = logger
    self.line = line
  }

  package func run() async throws {
    let interval = (notifier.watchdogInterval ?? .seconds(30)) / 3
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await runOnce()
        try? await Task.sleep(for: interval)
      }
    }
  }

  /// A loop that stands still for most of the watchdog's interval gets no ping: systemd restarts the daemon.
  func runOnce() async {
    notifier.status(await line())
    guard let interval = notifier.watchdogInterval else { return }
    let stalled = pulse.stalled(after: interval * 2 / 3)
    guard stalled.isEmpty else {
      logger.critical("a loop stands still", metadata: ["loops": "\(stalled.map(\.rawValue))"])
      return
    }
    notifier.ping()
  }
}
