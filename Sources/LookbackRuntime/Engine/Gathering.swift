package import LookbackStore

/// Answers many single questions by few queries: what is asked while queries are under way shares the next one.
///
/// Nothing is remembered: each question is answered by a query that began after it was asked.
package actor Gathering<Key: Hashable & Sendable, Value: Sendable> {
  private let ask: @Sendable ([Key]) async throws(StoreError) -> [Key: Value]
  private let isInHurry: @Sendable () -> Bool
  private let patience: Duration
  private var waiting: [Key: [CheckedContinuation<Result<Value?, StoreError>, Never>]] = [:]
  private var underway = 0
  /// Questions that wait for the next query.
  private(set) var asked = 0
  private var lastLaunch = ContinuousClock.now
  private var isLookingAgain = false
  /// Queries at once; more would only take connections from the batches.
  private static var limit: Int { 2 }
  /// So many questions are worth a query of their own at any time.
  static var company: Int { 16 }

  /// - Parameters:
  ///   - patience: how long a question waits for others while nobody is in a hurry.
  ///   - isInHurry: whether an answer could be used at once.
  ///   - ask: answers the keys it knows.
  package init(
    patience: Duration = .milliseconds(2), isInHurry: @escaping @Sendable () -> Bool = { true },
    _ ask: @escaping @Sendable ([Key]) async throws(StoreError) -> [Key: Value]
  ) {
    self.patience = patience
    self.isInHurry = isInHurry
    self.ask = ask
  }

  /// The answer, nil where there is none.
  package func value(for key: Key) async throws(StoreError) -> Value? {
    let result = await withCheckedContinuation { continuation in
      waiting[key, default: []].append(continuation)
      asked += 1
      launch()
    }
    return try result.get()
  }

  private func launch() {
    guard underway < Self.limit, asked > 0 else { return }
    let now = ContinuousClock.now
    guard asked >= Self.company || now - lastLaunch >= patience || isInHurry() else {
      return lookAgain(at: lastLaunch + patience)
    }
    underway += 1
    lastLaunch = now
    let questions = waiting
    waiting = [:]
    asked = 0
    Task {
      let result: Result<[Key: Value], StoreError>
      do throws(StoreError) {
        result = .success(try await ask(Array(questions.keys)))
      } catch { result = .failure(error) }
      for (key, continuations) in questions {
        for continuation in continuations { continuation.resume(returning: result.map { $0[key] }) }
      }
      underway -= 1
      launch()
    }
  }

  private func lookAgain(at moment: ContinuousClock.Instant) {
    guard !isLookingAgain else { return }
    isLookingAgain = true
    Task {
      try? await Task.sleep(until: moment, clock: .continuous)
      isLookingAgain = false
      launch()
    }
  }
}
