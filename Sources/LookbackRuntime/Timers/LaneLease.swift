import Logging
import LookbackStore

/// Which lanes of timers this daemon looks after, while others look after theirs.
///
/// A lease saves work and makes nothing safe: a timer is fired by whoever finds it under the lock of its case. It is
/// renewed by the loop that fires, so that a daemon which stands still loses its lanes.
struct LaneLease: Sendable {
  /// Those of the database's clock.
  static let all = Array(Int16(0)..<64)
  /// Between two signs of life.
  static let interval = Duration.seconds(1)
  /// A daemon silent for longer is taken for dead: with the interval, its lanes are taken over within five seconds.
  static let patience = Duration.seconds(3)

  private let store: Store
  private let logger: Logger
  private let daemon = Int64.random(in: 1 ... .max)
  private var nextBeat = ContinuousClock.now
  /// What it holds, as of the last answer: the database checks the epochs whenever something is read by them.
  private(set) var marks: [LaneCursor] = []

  init(store: Store, logger: Logger) {
    self.store = store
    self.logger = logger
  }

  /// Gives a sign of life when it is time for one; the lanes that are newly held.
  mutating func renew() async -> [Int16] {
    guard nextBeat <= .now else { return [] }
    nextBeat = .now + Self.interval
    do throws(StoreError) {
      let known = Set(marks)
      marks = try await store.beat(daemon: daemon, patience: Self.patience)
      return marks.filter { !known.contains($0) }.map(\.lane)
    } catch {
      logger.debug("the lease of the lanes cannot be renewed", metadata: ["reason": "\(error)"])
      return []
    }
  }

  /// Lets go of all lanes.
  mutating func end() async {
    marks = []
    try? await store.retire(daemon: daemon)
  }
}
