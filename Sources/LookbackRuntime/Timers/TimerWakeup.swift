package import LookbackTime
import Synchronization

/// Wakes a sleeping service when a timer was armed that is due before the service would wake by itself.
package final class TimerWakeup: Sendable {
  private struct State {
    /// Until when the service plans to sleep, by the database's clock; nil while it is awake.
    var planned: Moment?
    var waiter: CheckedContinuation<Void, Never>?
    /// The due time of the earliest timer announced since the service last asked.
    var announced: Moment?
    /// The number of the sleep that is underway, or was last.
    var sleep = 0
    /// Whether that sleep is over. It may be before anybody waits for its end: a short one, or on a busy machine any.
    var isOver = false
  }

  private let state = Mutex(State())

  package init() {}

  /// Announces that a timer was armed that is due at `due`, by the database's clock.
  package func announce(_ due: Moment) {
    let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
      state.announced = min(state.announced ?? due, due)
      guard let planned = state.planned, due < planned else { return nil }
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume()
  }

  /// Returns the due time of the earliest timer announced since the last call; nil if there was none.
  func takeAnnounced() -> Moment? {
    state.withLock { state in
      defer { state.announced = nil }
      return state.announced
    }
  }

  /// Sleeps for `duration`, which is until `planned` by the database's clock, or until an earlier timer is announced or
  /// the task is cancelled.
  func sleep(for duration: Duration, until planned: Moment) async {
    let number = state.withLock { state in
      (state.sleep, state.isOver) = (state.sleep + 1, false)
      return state.sleep
    }
    let sleeper = Task {
      try await Task.sleep(for: duration)
      wake(number)
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          state.planned = planned
          if state.isOver || Task.isCancelled || state.announced.map({ $0 < planned }) ?? false { return true }
          state.waiter = continuation
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      wake(number)
    }
    sleeper.cancel()
    state.withLock { $0.planned = nil }
  }

  /// Ends a sleep; one that has ended already is left alone.
  private func wake(_ number: Int) {
    let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard state.sleep == number else { return nil }
      state.isOver = true
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume()
  }
}
