import Synchronization

/// Knows when each loop of the daemon last came round.
package final class LoopWatchdog: Sendable {
  package enum Loop: String, Sendable, CaseIterable { case timers, batches }

  private let beats = Mutex<[Loop: ContinuousClock.Instant]>([:])

  package init() {}

  package func beat(_ loop: Loop) { beats.withLock { $0[loop] = .now } }

  /// The loop does not run, and nothing is expected of it.
  package func rest(_ loop: Loop) { beats.withLock { $0[loop] = nil } }

  /// The loops that have not come round for longer than `patience`.
  package func stalled(after patience: Duration, now: ContinuousClock.Instant = .now) -> [Loop] {
    beats.withLock { $0.filter { $0.value.duration(to: now) > patience }.map(\.key) }.sorted {
      $0.rawValue < $1.rawValue
    }
  }
}
