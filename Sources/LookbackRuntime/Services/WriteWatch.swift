package import Logging
import Synchronization

/// Knows whether the database can record anything at present, so that no caller must wait to find out.
///
/// The watch does nothing while all is well. A caller that has a doubt reports it; then the watch tries an empty commit
/// again and again until one succeeds. When that takes longer than `timeout`, the watch says that nothing can be
/// recorded.
package final class WriteWatch: Sendable {
  private struct State {
    /// Since when it is not known whether anything can be recorded; nil while all is well.
    var doubtedSince: ContinuousClock.Instant?
    var soundAt: ContinuousClock.Instant?
    /// Why the last try failed.
    var reason: String?
    var waiters: [CheckedContinuation<Void, Never>] = []
    var trying: Task<Void, Never>?
    var isOver = false
  }

  /// How long a doubt lasts before the watch says that nothing can be recorded: a server that takes over, or starts
  /// again, needs a moment.
  ///
  /// Together with `freshness` this is the longest time between the first lost commit and that answer: half of the five
  /// seconds that are promised, so that a busy machine keeps the promise, too.
  package static let timeout = Duration.milliseconds(1_500)
  /// How long a successful commit counts as proof that the database records.
  package static let freshness = Duration.seconds(1)
  private static let pause = Duration.milliseconds(500)

  private let state = Mutex(State())
  private let attempt: @Sendable () async -> String?
  private let logger: Logger

  /// - Parameters:
  ///   - logger: is told why tries fail, which callers are not.
  ///   - attempt: tries a commit, and returns nil if it was recorded and otherwise why not. It may take any time.
  package init(
    logger: Logger = Logger(label: "engine"), attempt: @escaping @Sendable () async -> String? = { nil }
  ) {
    (self.logger, self.attempt) = (logger, attempt)
  }

  /// Why nothing can be recorded; nil while all is well or the answer is not known yet.
  package var refusal: String? { state.withLock { Self.refusal($0, at: .now) } }

  /// Starts to try commits, because something took longer than it should or failed. It does nothing if a commit
  /// succeeded within `freshness`.
  package func doubt() {
    state.withLock { state in
      if let soundAt = state.soundAt, soundAt.duration(to: .now) < Self.freshness { return }
      begin(&state)
    }
  }

  /// Why nothing can be recorded, after a test commit if that is not known; nil if the test succeeded or has not failed
  /// yet. Returns within `timeout`.
  package func answer() async -> String? {
    doubt()
    guard refusal == nil else { return refusal }
    let end = ContinuousClock.now + Self.timeout
    let limit = Task {
      try await Task.sleep(for: Self.timeout)
      release()
    }
    await withCheckedContinuation { continuation in
      let isKnown = state.withLock { state in
        // On a busy machine the time can be over before anybody waits for its end.
        guard state.doubtedSince != nil, .now < end else { return true }
        state.waiters.append(continuation)
        return false
      }
      if isKnown { continuation.resume() }
    }
    limit.cancel()
    return refusal
  }

  /// Stops trying. A commit that waits for a standby is left to the server.
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
      let isNews = state.withLock { state in
        defer { state.reason = reason }
        return state.reason != reason
      }
      if let reason, isNews { logger.warning("nothing can be recorded", metadata: ["reason": "\(reason)"]) }
      state.withLock { state in
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
    guard let since = state.doubtedSince, since.duration(to: now) >= timeout else { return nil }
    return "nothing can be recorded at present: "
      + (state.reason == nil
        ? "a commit gets no answer, as when a standby that is waited for is away"
        : "the database takes no commits; the daemon's log says why")
  }
}
