import LookbackCore

/// One command a request over HTTP on the Unix socket, against pgbench doing one transition a commit.
struct SingleCommands {
  let bench: Workbench
  let rounds: Int
  let seconds: Int
  /// Of 1, 8 and 64 clients at once.
  let crowds: [Int]

  func run(_ daemon: RunningDaemon) async throws -> [Finding] {
    let perClient = 100
    let herd = try await Herd.clone(
      bench.standings.drafting, count: 64 * perClient, base: 2_000_000, in: bench.bureau)
    let pgbench = try await Pgbench.prepare(bench, cases: 20_000)
    try await bench.bureau.settle()
    var meter = bench.meter
    meter.daemon = daemon.pid
    var ours: [Int: Samples] = [:]
    var latencies: [Int: Samples] = [:]
    var costs: [Int: CostSum] = [:]
    var (yardstick, yardstickCost) = (Samples(), CostSum())
    var visits = 0
    var expected = 500.0
    for round in 0..<(rounds + 1) {
      let reading = meter.read()
      let theirs = try pgbench.run(seconds: seconds, expected: expected)
      expected = theirs.rate
      let cost = meter.cost(since: reading, count: theirs.count)
      if round > 0 {
        yardstick.add(theirs.rate)
        yardstickCost.add(Cost(client: 0, server: cost.server), items: theirs.count)
      }
      for crowd in crowds {
        let reading = meter.read()
        let clients = (0..<crowd).map { HTTPClient(daemon.socket, herd.ids, share: $0, of: 64, round: visits) }
        visits += 1
        let run = try HTTPClient.run(clients, seconds: Double(seconds))
        guard round > 0 else { continue }
        ours[crowd, default: Samples()].add(Double(run.count) / run.seconds)
        costs[crowd, default: CostSum()].add(meter.cost(since: reading, count: run.count), items: run.count)
        for latency in run.latencies { latencies[crowd, default: Samples()].add(latency) }
      }
    }
    return crowds.map { crowd in
      let times = latencies[crowd] ?? Samples()
      let waits = "p50 \(Samples.short(times.median)) ms, p99 \(Samples.short(times.percentile(0.99))) ms"
      return Finding(
        id: "http-\(crowd)", what: "single commands over HTTP, \(crowd) client\(crowd == 1 ? "" : "s"), \(waits)",
        unit: "/s", ours: ours[crowd] ?? Samples(),
        yardstick: ("pgbench, one transition a commit, 8 clients", yardstick),
        bar: crowd == 64 ? .atLeast(1, aim: 2) : .none,
        cost: costs[crowd].map { ($0.each, yardstickCost.each) })
    }
  }
}
