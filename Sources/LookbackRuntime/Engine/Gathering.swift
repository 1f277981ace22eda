package import LookbackStore

/// Answers many single questions by few queries: what is asked while queries are under way shares the next one.
///
/// Nothing is remembered: each question is answered by a query that began after it was asked.
package actor Gathering<Key: Hashable & Sendable, Value: Sendable> {
  private let ask: @Sendable ([Key]) async throws(StoreError) -> [Key: Value]
  private var waiting: [Key: [CheckedContinuation<Result<Value?, StoreError>, Never>]] = [:]
  private var underway = 0
  /// Queries at once; more would only take connections from the batches.
  private static var limit: Int { 2 }

  /// - Parameter ask: answers the keys it knows.
  package init(_ ask: @escaping @Sendable ([Key]) async throws(StoreError) -> [Key: Value]) { self.ask = ask }

  /// The answer, nil where there is none.
  package func value(for key: Key) async throws(StoreError) -> Value? {
    let result = await withCheckedContinuation { continuation in
      waiting[key, default: []].append(continuation)
      launch()
    }
    return try result.get()
  }

  /// Questions that wait for the next query.
  var asked: Int { waiting.values.reduce(0) { $0 + $1.count } }

  private func launch() {
    guard underway < Self.limit, !waiting.isEmpty else { return }
    underway += 1
    let asked = waiting
    waiting = [:]
    Task {
      let result: Result<[Key: Value], StoreError>
      do throws(StoreError) { result = .success(try await ask(Array(asked.keys))) } catch { result = .failure(error) }
      for (key, continuations) in asked {
        for continuation in continuations { continuation.resume(returning: result.map { $0[key] }) }
      }
      underway -= 1
      launch()
    }
  }
}
