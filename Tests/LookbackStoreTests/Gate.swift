import LookbackTesting
import Synchronization
import Testing

@testable import LookbackStore

/// Holds the thread of a connection where a test wants it.
final class Gate: Sendable {
  private struct State {
    var isEntered = false
    var isOpen = false
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  /// Called by the held thread; returns when the gate opens.
  func enter() {
    let waiter = state.withLock { state in
      state.isEntered = true
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume()
    let isOpened = Waiting.block { state.withLock { $0.isOpen } }
    #expect(isOpened, "nobody opened the gate")
  }

  func entered() async {
    await withCheckedContinuation { continuation in
      let isEntered = state.withLock { state in
        if !state.isEntered { state.waiter = continuation }
        return state.isEntered
      }
      if isEntered { continuation.resume() }
    }
  }

  func open() { state.withLock { $0.isOpen = true } }
}

/// Carries what a closure saw out of it.
final class Seen: Sendable {
  private let batch = Mutex<LockedBatch?>(nil)

  func keep(_ locked: LockedBatch) { batch.withLock { $0 = locked } }

  var kept: LockedBatch? { batch.withLock { $0 } }
}
