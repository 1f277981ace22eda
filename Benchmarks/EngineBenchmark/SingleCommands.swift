import Foundation
import LookbackCore
import Synchronization

/// One command a request over HTTP on the Unix socket, against pgbench doing one transition a commit.
struct SingleCommands {
  let bench: Workbench
  let rounds: Int
  let seconds: Int
  private static let crowds = [1, 8, 64]

  func run(_ daemon: RunningDaemon) async throws -> [Finding] {
    let perClient = 100
    let herd = try await Herd.clone(
      bench.standings.drafting, count: 64 * perClient, base: 2_000_000, in: bench.bureau)
    let pgbench = try await Pgbench.prepare(bench, cases: 20_000)
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
      for crowd in Self.crowds {
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
    return Self.crowds.map { crowd in
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

/// A client with cases of its own, which it sends to and fro.
final class HTTPClient: Sendable {
  private let socket: String
  private let ids: [CaseID]
  private let name: String
  /// Each client finds its cases drafting and leaves them so.
  private static let events = ["submit", "turn back"]

  init(_ socket: String, _ ids: [CaseID], share: Int, of all: Int, round: Int) {
    self.socket = socket
    let size = ids.count / all
    self.ids = Array(ids[share * size..<(share + 1) * size])
    name = "h\(round)-\(share)"
  }

  struct Run {
    var count = 0
    var seconds = 0.0
    /// In milliseconds.
    var latencies: [Double] = []
  }

  /// All at once, each on a thread of its own.
  static func run(_ clients: [HTTPClient], seconds: Double) throws -> Run {
    let results = Mutex<(runs: [[Double]], problem: (any Error)?)>(([], nil))
    let group = DispatchGroup()
    let start = WallClock.seconds
    for client in clients {
      group.enter()
      let thread = Thread {
        do {
          let latencies = try client.work(until: start + seconds)
          results.withLock { $0.runs.append(latencies) }
        } catch { results.withLock { $0.problem = error } }
        group.leave()
      }
      thread.start()
    }
    group.wait()
    let took = WallClock.seconds - start
    let (runs, problem) = results.withLock { $0 }
    if let problem { throw problem }
    return Run(count: runs.reduce(0) { $0 + $1.count }, seconds: took, latencies: runs.flatMap { $0 })
  }

  private func work(until end: Double) throws -> [Double] {
    let connection = try SocketClient(socket)
    var latencies: [Double] = []
    var turn = 0
    while WallClock.seconds < end {
      let id = ids[turn % ids.count]
      for event in Self.events {
        let start = WallClock.seconds
        let key = "\(name)-\(turn)-\(event)"
        let status = try connection.post("/v1/cases/\(id)/events", "{\"event\": \"\(event)\"}", key: key)
        guard status == 200 else { throw BenchProblem("\(event) on \(id) answers \(status)") }
        latencies.append((WallClock.seconds - start) * 1000)
      }
      turn += 1
    }
    return latencies
  }
}
