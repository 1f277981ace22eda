import Foundation
import LookbackPostgres
import LookbackTesting

/// A database server of its own, with fsync on, and a bureau on it.
struct Workbench: Sendable {
  let cluster: TestCluster
  let bureau: Bureau
  let standings: Standings
  let meter: CPUMeter

  static func start() async throws -> Workbench {
    let cluster = try await TestCluster.create(settings: Bureau.settings, durability: .full, walSegmentMegabytes: 16)
    let bureau = try await Bureau.open(on: cluster)
    let standings = try await Standings.make(in: bureau)
    let postmaster = try await bureau.number("split_part(pg_read_file('postmaster.pid'), E'\\n', 1)")
    return Workbench(
      cluster: cluster, bureau: bureau, standings: standings, meter: CPUMeter(postmaster: pid_t(postmaster)))
  }

  func serverVersion() async throws -> String {
    try await bureau.pool.withConnection { connection in
      try await connection.run { c in
        try c.query(Statement("bench_version", "select 'PostgreSQL ' || current_setting('server_version')")).first?
          .text(0) ?? ""
      }
    }
  }

  func close() async {
    await bureau.pool.close()
    await cluster.remove()
  }

  /// Items per second, and what they cost.
  func rate(of count: Int, cost: inout CostSum, _ body: () async throws -> Void) async rethrows -> Double {
    let reading = meter.read()
    let start = ContinuousClock.now
    try await body()
    let seconds = (ContinuousClock.now - start).inSeconds
    cost.add(meter.cost(since: reading, count: count), items: count)
    return Double(count) / seconds
  }
}
