import LookbackTesting
import SeededTesting
import Testing

/// Work, kills and the reckoning: what was acknowledged must be there once, and every timer must have fired once.
struct Drill: Sendable {
  let daemons: Int
  let kills: Int
  let seed: Int

  static let workers = 4

  /// The cases that were opened, and how many notes of each were acknowledged.
  typealias Acknowledged = [String: Int]

  func run(on fleet: Fleet) async throws {
    let isOver = Flag()
    let acknowledged = try await withThrowingTaskGroup(of: Acknowledged.self) { group in
      for worker in 0..<Self.workers {
        group.addTask { try await work(worker, on: fleet, until: isOver) }
      }
      group.addTask { try await letDaysPass(on: fleet, until: isOver) }
      // A failure here must not leave the workers waiting for it.
      defer { isOver.raise() }
      try await killAtRandom(fleet)
      isOver.raise()
      return try await group.reduce(into: Acknowledged()) { $0.merge($1) { first, _ in first } }
    }
    try await reckon(acknowledged, with: await fleet.first)
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
    var current: String?
    while !isOver.isRaised {
      if let id = current, Int.random(in: 0..<8, using: &chance) > 0 {
        let count = (done[id] ?? 0) + 1
        if try await client.note(id, count: count) { done[id] = count } else { current = nil }
      } else {
        let id = try await client.open(number: "\(worker)-\(done.count)")
        try #require(done[id] == nil, "case \(id) was opened twice")
        (current, done[id]) = (id, 0)
      }
    }
    return done
  }

  /// Moves the test clock a day at a time, so that timers fire while daemons are killed.
  private func letDaysPass(on fleet: Fleet, until isOver: Flag) async throws -> Acknowledged {
    var day = DrillDay()
    while !isOver.isRaised {
      day.next()
      // Killed meanwhile: asking again for the same day is harmless.
      while try await fleet.first.lookback(["clock", "advance", day.text]).status != 0 {
        if isOver.isRaised { return [:] }
      }
      await Waiting.moment(microseconds: 20_000)
    }
    return [:]
  }

  private func reckon(_ acknowledged: Acknowledged, with daemon: Daemon) async throws {
    try await daemon.done(["clock", "advance", DrillDay.afterAll])
    let total = acknowledged.values.reduce(0, +)
    #expect(acknowledged.count >= Self.workers, "too little was done to prove anything")
    #expect(total >= kills, "too little was done to prove anything")
    let client = DrillClient(http: daemon.http)
    for (id, notes) in acknowledged.sorted(by: { $0.key < $1.key }) {
      let events = try await client.history(of: id)
      #expect(events.filter { $0 == "note" }.count == notes, "case \(id), seed \(seed): notes")
      for (event, times) in ["remind term": 2, "overdue term": 1, "lapse": 1] {
        #expect(events.filter { $0 == event }.count == times, "case \(id), seed \(seed): \(event)")
      }
    }
    let listed = try await client.allCases()
    #expect(listed.count == Set(listed).count)
    #expect(Set(listed) == Set(acknowledged.keys), "seed \(seed): cases that nobody was told of, or lost ones")
  }
}
