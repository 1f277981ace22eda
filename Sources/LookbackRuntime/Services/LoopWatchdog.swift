import Synchronization

/// Knows when each loop of the daemon last made progress.
package final class LoopWatchdog: Sendable {
  package enum Loop: String, Sendable, CaseIterable { case timers, batches }

  private let ticks = Mutex<[Loop: ContinuousClock.Instant]>([:])

  package init() {}

  /// Notes that the loop made progress now.
  package func tick(_ loop: Loop) { ticks.withLock { $0[loop] = .now } }

  /// Notes that the loop has nothing to do, so that no progress is expected of it.
  package func idle(_ loop: Loop) { ticks.withLock { $0[loop] = nil } }

  /// Returns the loops that have work and made no progress for longer than `limit`.
  package func stalled(after limit: Duration, now: ContinuousClock.Instant = .now) -> [Loop] {
    ticks.withLock { $0.filter { $0.value.duration(to: now) > limit }.map(\.key) }.sorted {
      $0.rawValue < $1.rawValue
    }
  }
}
