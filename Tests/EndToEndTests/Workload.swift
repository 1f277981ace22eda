import Foundation
import Synchronization

/// People who work without pause, each on cases of their own, and keep account of what was acknowledged to them.
final class Workload: Sendable {
  private struct Account {
    var notes: [String: Int] = [:]
    /// When each was acknowledged.
    var moments: [ContinuousClock.Instant] = []
  }

  static let workers = 8
  private let http: UnixHTTP
  private let account = Mutex(Account())
  private let isOver = Flag()

  init(http: UnixHTTP) { self.http = http }

  func run() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<Self.workers { group.addTask { try await self.work(worker) } }
      try await group.waitForAll()
    }
  }

  func end() { isOver.raise() }

  private func work(_ worker: Int) async throws {
    let client = DrillClient(http: http)
    let cases = [try await client.open(number: "\(worker)-a"), try await client.open(number: "\(worker)-b")]
    var count = 0
    while !isOver.isRaised {
      count += 1
      for id in cases where try await client.note(id, count: count) {
        account.withLock {
          $0.notes[id, default: 0] += 1
          $0.moments.append(.now)
        }
      }
    }
  }

  /// How many notes of each case were acknowledged.
  var acknowledged: [String: Int] { account.withLock { $0.notes } }

  /// What was acknowledged in a span of time.
  struct EngineCounters: Sendable {
    let rate: Double
    /// Seconds in which nothing came.
    let longestPause: Double
    /// Seconds until the first came.
    let first: Double?
  }

  func figures(from start: ContinuousClock.Instant, to end: ContinuousClock.Instant) -> EngineCounters {
    let moments = account.withLock { $0.moments.filter { $0 >= start && $0 <= end } }.sorted()
    let pauses = zip([start] + moments, moments + [end]).map { Self.seconds($1 - $0) }
    return EngineCounters(
      rate: Double(moments.count) / Self.seconds(end - start), longestPause: pauses.max() ?? 0,
      first: moments.first.map { Self.seconds($0 - start) })
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }
}
