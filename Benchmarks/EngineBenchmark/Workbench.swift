import Foundation
import LookbackPostgres
import LookbackTesting

/// A database server of its own, with fsync on, and a bureau on it.
struct Workbench: Sendable {
  let cluster: TestCluster
  let bureau: Bureau
  let standings: Standings
  let meter: CPUMeter

  /// - Parameter countsStatements: whether the server keeps count of its statements, which costs it some time.
  static func start(countsStatements: Bool) async throws -> Workbench {
    var settings = Bureau.settings
    if countsStatements { settings["shared_preload_libraries"] = "pg_stat_statements" }
    let cluster = try await TestCluster.create(settings: settings, durability: .full, walSegmentMegabytes: 16)
    let bureau = try await Bureau.open(on: cluster)
    if countsStatements { try await bureau.sql("create extension pg_stat_statements") }
    try await bureau.layInLog()
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

  /// Where the server's time went: the statements that took most of it.
  func statementTimes() async throws -> [String] {
    let statement = Statement(
      "bench_statements",
      """
      select total_exec_time, mean_exec_time, calls, left(regexp_replace(query, '\\s+', ' ', 'g'), 100),
        shared_blks_hit, shared_blks_read, shared_blks_written, rows
      from pg_stat_statements order by total_exec_time desc limit 25
      """)
    return try await bureau.pool.withConnection { connection in
      try await connection.run { c in
        try c.query(statement).map { row in
          let (total, mean) = (Samples.short(try row.double(0)), Samples.short(try row.double(1)))
          let blocks = "\(try row.int8(4)) blocks found, \(try row.int8(5)) read, \(try row.int8(6)) written"
          return
            "\(total) ms in all, \(mean) ms each, \(try row.int8(2)) ×, \(try row.int8(7)) rows, \(blocks): \(try row.text(3))"
        }
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
