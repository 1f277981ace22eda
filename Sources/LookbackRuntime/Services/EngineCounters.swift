import LookbackCore
import LookbackTime
import Synchronization

/// Counts what the daemon has done since it started.
package final class EngineCounters: Sendable {
  /// The values of all counters at one moment.
  package struct Reading: Sendable, Equatable {
    package var done = 0
    package var replayed = 0
    package var rejected = 0
    package var unavailable = 0
    package var unknown = 0
    package var timersFired = 0
    /// How late timers of the database's clock fired after their due times.
    package var lateness = LatencyHistogram()
  }

  private let reading = Mutex(Reading())

  package init() {}

  package var current: Reading { reading.withLock { $0 } }

  func count(_ outcomes: [Outcome]) {
    reading.withLock { reading in
      for outcome in outcomes {
        switch outcome {
        case .done: reading.done += 1
        case .replayed: reading.replayed += 1
        case .rejected: reading.rejected += 1
        case .unavailable: reading.unavailable += 1
        case .unknown: reading.unknown += 1
        }
      }
    }
  }

  /// - Parameter late: for each timer that fired, the microseconds since it was due.
  func countFired(late: [Int64]) {
    reading.withLock { reading in
      reading.timersFired += late.count
      for microseconds in late { reading.lateness.add(microseconds) }
    }
  }
}
