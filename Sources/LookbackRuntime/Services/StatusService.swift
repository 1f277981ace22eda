package import Logging
import ServiceLifecycle

/// Keeps systemd informed: it sends a status line, and a watchdog ping as long as every loop makes progress.
package struct StatusService: Service {
  private let notifier: SystemdNotifier
  private let watchdog: LoopWatchdog
  private let logger: Logger
  private let line: @Sendable () async -> String

  /// - Parameter line: says in one line what the daemon is doing.
  package init(
    notifier: SystemdNotifier, watchdog: LoopWatchdog, logger: Logger, line: @escaping @Sendable () async -> String
  ) {
    self.notifier = notifier
    self.watchdog = watchdog
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

  /// Sends the status. It sends no ping if a loop made no progress for two thirds of the watchdog interval, so that
  /// systemd restarts the daemon.
  func runOnce() async {
    notifier.status(await line())
    guard let interval = notifier.watchdogInterval else { return }
    let stalled = watchdog.stalled(after: interval * 2 / 3)
    guard stalled.isEmpty else {
      logger.critical("a loop stands still", metadata: ["loops": "\(stalled.map(\.rawValue))"])
      return
    }
    notifier.ping()
  }
}
