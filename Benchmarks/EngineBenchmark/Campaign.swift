import BenchWorkflow
import Foundation

/// One command of the command line over many cases, each picked by a condition.
struct Campaign {
  let bench: Workbench
  let cases: Int
  private static let yardstickCases = 50_000

  func run(_ daemon: RunningDaemon) async throws -> Finding {
    let standings = bench.standings
    let raw = try RawHerd(
      try await Herd.clone(
        standings.drafting, count: min(cases, Self.yardstickCases), base: 60_000_000, in: bench.bureau),
      standing: standings.drafting, connections: 4, pool: bench.bureau.pool)
    let (base, herd) = (Int64(70_000_000), cases)
    _ = try await Herd.clone(standings.drafting, count: herd, base: base, in: bench.bureau)
    try await bench.bureau.settle()
    var (limit, ours) = (Samples(), Samples())
    var (rawCost, ourCost) = (CostSum(), CostSum())
    for step in [standings.submit, standings.turnBack] {
      limit.add(
        try await bench.rate(of: min(cases, Self.yardstickCases), cost: &rawCost) {
          try await raw.goOn(step, batch: 500)
        })
    }
    var meter = bench.meter
    meter.daemon = daemon.pid
    for (event, state) in [("submit", "drafting"), ("turn back", "review")] {
      let (reading, start) = (meter.read(), WallClock.seconds)
      let done = try command(event, of: state, after: base << 22, daemon)
      guard done == herd else { throw BenchProblem("\(event) was done to \(done) of \(herd) cases") }
      ours.add(Double(herd) / (WallClock.seconds - start))
      ourCost.add(meter.cost(since: reading, count: herd), items: herd)
    }
    return Finding(
      id: "campaign", what: "`lookback do --where` over \(herd) cases, each picked by a condition", unit: "/s",
      ours: ours, yardstick: ("set-based SQL, same rows, 4 connections", limit), cost: (ourCost.each, rawCost.each))
  }

  /// How many cases it was done to.
  private func command(_ event: String, of state: String, after: Int64, _ daemon: RunningDaemon) throws -> Int {
    let output = try ChildProgram.output(
      of: try ChildProgram.built("lookback"),
      [
        "do", "--where", "data.subject != ''", "--state", state, "--after", "\(after - 1)", event, "--as",
        BenchWorkflow.clerk, "--json",
      ], environment: ["LOOKBACK_SOCKET": daemon.socket])
    let last = output.split(separator: "\n").last.map { Data($0.utf8) } ?? Data()
    let summary = try JSONSerialization.jsonObject(with: last) as? [String: Any]
    let counts = summary?["summary"] as? [String: Any] ?? summary
    guard let done = counts?["done"] as? Int else { throw BenchProblem("no summary: \(output.suffix(300))") }
    return done
  }
}
