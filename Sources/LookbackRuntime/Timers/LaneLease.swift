import Logging
import LookbackStore

/// The lanes of timers that this daemon reads, while other daemons read theirs.
///
/// A lease saves work and is not needed for safety, because the lock of the case decides which daemon fires a timer.
/// The loop that fires also renews the lease, so that a daemon whose loop hangs loses its lanes.
struct LaneLease: Sendable {
  /// The lanes of the database's clock.
  static let all = Array(Int16(0)..<64)
  /// The time between two heartbeats.
  static let interval = Duration.seconds(1)
  /// A daemon whose last heartbeat is older than this counts as dead. Together with the interval, others take over its
  /// lanes within five seconds.
  static let timeout = Duration.seconds(3)

  private let store: Store
  private let logger: Logger
  private let daemon = Int64.random(in: 1 ... .max)
  private var nextHeartbeat = ContinuousClock.now
  /// The lanes held as of the last heartbeat. The database checks their epochs whenever something is read by them.
  private(set) var marks: [LaneCursor] = []

  init(store: Store, logger: Logger) {
    self.store = store
    self.logger = logger
  }

  /// Sends a heartbeat if one is due.
  /// - Returns: the lanes that the daemon holds since this heartbeat and did not hold before.
  mutating func renew() async -> [Int16] {
    guard nextHeartbeat <= .now else { return [] }
    nextHeartbeat = .now + Self.interval
    do throws(StoreError) {
      let known = Set(marks)
      marks = try await store.heartbeat(daemon: daemon, timeout: Self.timeout)
      return marks.filter { !known.contains($0) }.map(\.lane)
    } catch {
      logger.debug("the lease of the lanes cannot be renewed", metadata: ["reason": "\(error)"])
      return []
    }
  }

  /// Releases all lanes, so that other daemons can take them at once.
  mutating func end() async {
    marks = []
    try? await store.retire(daemon: daemon)
  }
}
