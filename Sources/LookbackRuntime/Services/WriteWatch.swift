import Synchronization

/// Knows whether the database records anything at present, so that nobody has to wait to find out.
///
/// Does nothing while all is well and nobody asks. Whoever has a doubt says so; then a commit of nothing is tried, again
/// and again until one succeeds. What has not been recorded for `patience` is told as not recordable.
package final class WriteWatch: Sendable {
  private struct State {
    /// Since when it is not known that anything is recorded; nil while all is well.
    var doubtedSince: ContinuousClock.Instant?
    var soundAt: ContinuousClock.Instant?
    /// What the last try that failed was told.
    var reason: String?
    var waiters: [CheckedContinuation<Void, Never>] = []
    var trying: Task<Void, Never>?
    var isOver = false
  }

  /// How long nothing is recorded before that is said: a server that takes over, or starts again, needs a moment.
  ///
  /// Together with `freshness` it is what passes at most between the first lost commit and the answer that nothing can be
  /// recorded: half of the five seconds that are promised, so that a busy machine keeps the promise, too.
  package static let patience = Duration.milliseconds(1_500)
  /// How long a commit that succeeded stands for the next.
  package static let freshness = Duration.seconds(1)
  private static let pause = Duration.milliseconds(500)

  private let state = Mutex(State())
  private let attempt: @Sendable () async -> String?

  /// - Parameter attempt: commits something; nil when it is recorded, else why not. It may take as long as it takes.
  package init(attempt: @escaping @Sendable () async -> String? = { nil }) { self.attempt = attempt }

  /// Why nothing can be recorded; nil where all is well, or that is not known yet.
  package var refusal: String? { state.withLock { Self.refusal($0, at: .now) } }

  /// Something took longer than it should, or failed: find out. What was found a moment ago stands.
  package func doubt() {
    state.withLock { state in
      if let soundAt = state.soundAt, soundAt.duration(to: .now) < Self.freshness { return }
      begin(&state)
    }
  }

  /// Why nothing can be recorded, found out now where it is not known; comes back within `patience`.
  package func answer() async -> String? {
    doubt()
    guard refusal == nil else { return refusal }
    let limit = Task {
      try await Task.sleep(for: Self.patience)
      release()
    }
    await withCheckedContinuation { continuation in
      let isKnown = state.withLock { state in
        guard state.doubtedSince != nil else { return true }
        state.waiters.append(continuation)
        return false
      }
      if isKnown { continuation.resume() }
    }
    limit.cancel()
    return refusal
  }

  /// Tries nothing any more. A commit that waits for a standby is left to the server.
  package func end() {
    state.withLock { state in
      state.isOver = true
      state.trying?.cancel()
    }
    release()
  }

  private func begin(_ state: inout State) {
    guard state.doubtedSince == nil, !state.isOver else { return }
    state.doubtedSince = .now
    state.reason = nil
    state.trying = Task { await tryUntilSound() }
  }

  private func tryUntilSound() async {
    while !Task.isCancelled {
      let reason = await attempt()
      state.withLock { state in
        state.reason = reason
        guard reason == nil else { return }
        (state.doubtedSince, state.soundAt) = (nil, .now)
      }
      guard reason != nil else { return release() }
      try? await Task.sleep(for: Self.pause)
    }
  }

  private func release() {
    let waiters = state.withLock { state in
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  private static func refusal(_ state: State, at now: ContinuousClock.Instant) -> String? {
    guard let since = state.doubtedSince, since.duration(to: now) >= patience else { return nil }
    return "nothing can be recorded at present: "
      + (state.reason ?? "a commit gets no answer, as when a standby that is waited for is away")
  }
}
