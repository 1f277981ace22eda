package import LookbackTime
import Synchronization

/// Wakes the timer service when a timer was armed that is due before it would look again.
package final class TimerWakeup: Sendable {
  private struct State {
    /// Until when the service means to sleep.
    var planned: Moment?
    var waiter: CheckedContinuation<Void, Never>?
    /// The earliest timer announced since the service last looked.
    var announced: Moment?
  }

  private let state = Mutex(State())

  package init() {}

  /// A timer was armed for `due`, by the database's clock.
  package func announce(_ due: Moment) {
    let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
      state.announced = min(state.announced ?? due, due)
      guard let planned = state.planned, due < planned else { return nil }
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume()
  }

  /// The earliest timer announced since the last call.
  func takeAnnounced() -> Moment? {
    state.withLock { state in
      defer { state.announced = nil }
      return state.announced
    }
  }

  /// Sleeps for `duration`, that is until `planned` by the database's clock, or until an earlier timer is announced or
  /// the task is cancelled.
  func sleep(for duration: Duration, until planned: Moment) async {
    let sleeper = Task {
      try await Task.sleep(for: duration)
      wake()
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          state.planned = planned
          if Task.isCancelled || state.announced.map({ $0 < planned }) ?? false { return true }
          state.waiter = continuation
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      wake()
    }
    sleeper.cancel()
    state.withLock { $0.planned = nil }
  }

  private func wake() {
    let waiter = state.withLock { state in
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume()
  }
}
