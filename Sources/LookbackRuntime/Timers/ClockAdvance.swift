package import LookbackCore
package import LookbackStore
package import LookbackTime
import ServiceLifecycle

/// Moves the clock of an office that runs on a test clock. Every timer on the way fires with the clock at its due time.
package struct ClockAdvance: Sendable {
  package struct Progress: Sendable, Equatable {
    /// What the test clock reads.
    package var moment: Moment
    /// The number of timers fired so far.
    package var fired: Int
  }

  /// Why the clock cannot be moved.
  package enum Refusal: Error, Sendable, Equatable, CustomStringConvertible {
    case onRealClock
    case goesBack(from: Moment, to: Moment)
    case interrupted(at: Moment, reason: String)

    package var description: String {
      switch self {
      case .onRealClock: "this office runs on the real clock; only a test clock can be moved (serve --test-clock)"
      case .goesBack(let from, let to): "the clock stands at \(from) and cannot go back to \(to)"
      case .interrupted(let moment, let reason): "the clock was stopped at \(moment): \(reason); advance it again"
      }
    }
  }

  private let store: Store
  private let engine: Engine
  private let signals: SignalDelivery

  package init(store: Store, engine: Engine, signals: SignalDelivery) {
    self.store = store
    self.engine = engine
    self.signals = signals
  }

  /// Moves the clock to `target`, and returns when every timer due by then has fired.
  /// - Parameters:
  ///   - initiator: who moves it, for the record.
  ///   - progress: is called after each instant at which timers fired.
  /// - Throws: `Refusal` or `StoreError`.
  @discardableResult
  package func advance(
    to target: Moment, by initiator: Initiator, progress: @Sendable (Progress) -> Void = { _ in }
  ) async throws -> Progress {
    guard let start = try await store.clock().test else { throw Refusal.onRealClock }
    guard target >= start else { throw Refusal.goesBack(from: start, to: target) }
    guard try await store.beginAdvance(from: start, to: target, by: initiator) else {
      throw Refusal.interrupted(at: try await store.clock().test ?? start, reason: Self.movedByOthers)
    }
    try await store.makePartitions(for: Self.months(from: start, to: target))
    var state = Progress(moment: start, fired: 0)
    while let due = try await next(until: target) {
      // Years of timers must not keep the daemon from stopping: what has fired is recorded, and the rest fires at the
      // next advance.
      guard !Task.isShuttingDownGracefully else {
        throw Refusal.interrupted(at: state.moment, reason: "the daemon is stopping")
      }
      state.moment = max(state.moment, due[0].due)
      try await set(to: state.moment)
      for outcome in await engine.fire(due) {
        switch outcome {
        case .done, .replayed: state.fired += 1
        case .rejected: break
        case .unavailable(let reason): throw Refusal.interrupted(at: state.moment, reason: reason)
        case .unknown: throw Refusal.interrupted(at: state.moment, reason: "the database did not answer")
        }
      }
      // Signals are delivered before the clock moves on, so that they happen at the instant that caused them.
      try await signals.drain()
      progress(state)
    }
    state.moment = target
    try await set(to: target)
    return state
  }

  /// Returns the timers of the earliest instant that is due by `target`, at most 500; nil if there is none.
  private func next(until target: Moment) async throws(StoreError) -> [DueTimer]? {
    let found = try await store.testTimers(until: target, limit: 500)
    guard let first = found.first else { return nil }
    return found.filter { $0.due == first.due }
  }

  private func set(to moment: Moment) async throws {
    guard try await !store.moveClock(to: moment) else { return }
    let now = try await store.clock().test ?? moment
    throw Refusal.interrupted(at: now, reason: Self.movedByOthers)
  }

  private static let movedByOthers = "somebody else moved it"

  /// A day of each month from `start` to `end`, both included. It covers at most 20 years; events after that go into
  /// the common partition.
  static func months(from start: Moment, to end: Moment) -> [CivilDate] {
    var days: [CivilDate] = []
    var day = start.utcDay
    let last = end.utcDay
    while days.count < 240, day <= last || days.isEmpty {
      days.append(day)
      guard let next = try? day.adding(months: 1) else { break }
      day = next
    }
    return days + [last]
  }
}
