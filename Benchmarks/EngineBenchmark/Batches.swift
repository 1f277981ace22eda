import LookbackCore
import LookbackRuntime

/// Transitions in batches through the engine, against the set-based limit.
struct Batches {
  let bench: Workbench
  let cases: Int
  let rounds: Int

  func run() async throws -> Finding {
    let (bureau, standings) = (bench.bureau, bench.standings)
    let rawHerd = try await Herd.clone(standings.drafting, count: cases, base: 10_000, in: bureau)
    let ourHerd = try await Herd.clone(standings.drafting, count: cases, base: 100_000, in: bureau)
    let raw = try RawHerd(rawHerd, standing: standings.drafting, connections: 4, pool: bureau.pool)
    let engine = bureau.engine()
    var (ours, limit) = (Samples(), Samples())
    var (ourCost, rawCost) = (CostSum(), CostSum())
    // The first pair of rounds fills caches and prepares statements.
    for round in 0..<(rounds + 2) {
      let isForth = round % 2 == 0
      let step = isForth ? standings.submit : standings.turnBack
      let rawRate = try await bench.rate(of: cases, cost: &rawCost) { try await raw.goOn(step, batch: 500) }
      let event = isForth ? "submit" : "turn back"
      let ourRate = try await bench.rate(of: cases, cost: &ourCost) {
        try await Self.fire(event, on: ourHerd.ids, "b\(round)", engine)
      }
      guard round >= 2 else {
        (ourCost, rawCost) = (CostSum(), CostSum())
        continue
      }
      limit.add(rawRate)
      ours.add(ourRate)
    }
    return Finding(
      id: "batches", what: "transitions through the engine, batches of 500, 4 connections", unit: "/s", ours: ours,
      yardstick: ("set-based SQL, same rows, 4 connections", limit), bar: .atLeast(0.5, aim: 0.8),
      cost: (ourCost.each, rawCost.each))
  }

  /// All cases at once, as a campaign does: the engine makes batches of them.
  static func fire(_ event: String, on ids: [CaseID], _ name: String, _ engine: Engine) async throws {
    let commands = ids.map { Bureau.fire("\(name)-\($0)", $0, event) }
    let share = 5_000
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      for start in stride(from: 0, to: commands.count, by: share) {
        if start >= 3 * share { try await tasks.next() }
        let part = Array(commands[start..<min(start + share, commands.count)])
        tasks.addTask {
          for outcome in await engine.submit(part) {
            guard case .done = outcome else { throw BenchProblem("\(event) was not done: \(outcome)") }
          }
        }
      }
      try await tasks.waitForAll()
    }
  }
}
