import LookbackCore
import LookbackPostgres
import LookbackTime

/// Timers of a running daemon: many that are due at one instant, and single ones.
struct Timers {
  let bench: Workbench
  let rounds: Int
  /// Due at one instant, to be fired as fast as can be.
  let stormSize: Int
  private static let wait: Int64 = 1_800_000_000

  func storm(_ daemon: RunningDaemon) async throws -> Finding {
    let standings = bench.standings
    var meter = bench.meter
    meter.daemon = daemon.pid
    var (ours, limit) = (Samples(), Samples())
    var (ourCost, rawCost) = (CostSum(), CostSum())
    for round in 0..<rounds {
      let base = Int64(10_000_000 + round * 2_000_000)
      let raw = try await rawHerd(of: stormSize, base: base, shares: 2)
      try await bench.bureau.settle()
      limit.add(
        try await bench.rate(of: stormSize, cost: &rawCost) {
          try await raw.goOn(standings.wake, batch: 1_000, isRemembered: false)
        })
      let due = try await arm(stormSize, base: base + 1_000_000, ahead: 5_000_000 + Int64(stormSize) * 150)
      try await bench.bureau.settle()
      try await wait(until: due)
      let reading = meter.read()
      try await waitForTheLast(of: stormSize, base: base + 1_000_000, due: due)
      ourCost.add(meter.cost(since: reading, count: stormSize), items: stormSize)
      ours.add(Double(stormSize) / (try await lastFired(stormSize, base: base + 1_000_000, due: due)))
    }
    return Finding(
      id: "storm", what: "\(stormSize) timers due at one instant, fired", unit: "/s", ours: ours,
      yardstick: ("set-based SQL, same rows, 2 connections", limit), bar: .atLeast(0.5, aim: 0.8),
      cost: (ourCost.each, rawCost.each))
  }

  /// 1,000 at one instant: until the last one is committed, in milliseconds.
  func thousand() async throws -> Finding {
    var (lasts, raws) = (Samples(), Samples())
    for round in 0..<(rounds + 1) {
      let base = Int64(40_000_000 + round * 100_000)
      let raw = try await rawHerd(of: 1_000, base: base + 50_000, shares: 2)
      let start = ContinuousClock.now
      try await raw.goOn(bench.standings.wake, batch: 500, isRemembered: false)
      if round > 0 { raws.add((ContinuousClock.now - start).inSeconds * 1000) }
      let due = try await arm(1_000, base: base, ahead: 2_000_000)
      try await wait(until: due)
      try await waitForTheLast(of: 1_000, base: base, due: due)
      let last = try await lastFired(1_000, base: base, due: due) * 1000
      if round > 0 { lasts.add(last) }
    }
    return Finding(
      id: "thousand", what: "1,000 timers due at one instant, until the last is committed", unit: "ms", ours: lasts,
      yardstick: ("set-based SQL, same rows, 2 connections", raws), bar: .atMost(100, aim: 50))
  }

  /// Single timers, 50 ms apart: from the due instant to the commit. Half way between each two the yardstick writes the rows
  /// of one, so that a disk which stalls is seen in both.
  func lateness(id: String, what: String, count: Int, base: Int64, bar: Finding.Bar) async throws -> Finding {
    try await bench.bureau.writeOut()
    // Arming them one by one takes time: a timer that is armed late would count as fired late.
    let start = Self.now + 15_000_000
    for index in 0..<count {
      let entered = Moment(microseconds: start + Int64(index) * 50_000 - Self.wait)
      _ = try await Herd.clone(
        bench.standings.asleep, count: 1, base: base + Int64(index), entered: entered, in: bench.bureau)
    }
    // A share for each, since they are written one after another, on one connection.
    let raw = try await rawHerd(of: count, base: base + 500_000, shares: count)
    guard Self.now < start else { throw BenchProblem("the machine is too slow to arm \(count) timers ahead of time") }
    async let direct = writeOneByOne(raw, from: start + 25_000)
    try await waitUntilFired(from: start, to: start + Int64(count) * 50_000)
    var late = Samples()
    let statement = Statement(
      "bench_lateness",
      """
      select (extract(epoch from pg_xact_commit_timestamp(e.xmin)) * 1000000)::int8 - $3
        - ((e.case_id >> 22) - $1) * 50000
      from events e where e.case_id >= $1 << 22 and e.case_id < ($1 + $2) << 22 and e.event = 'wake'
      """)
    let found = try await bench.bureau.pool.withConnection { connection in
      try await connection.run { c in
        try c.query(statement, [.int8(base), .int8(Int64(count)), .int8(start)]).map { try $0.int8(0) }
      }
    }
    for microseconds in found { late.add(Double(microseconds) / 1000) }
    let written = try await direct
    return Finding(
      id: id, what: "\(what), p99 of \(count) (p50 \(Samples.short(late.median)) ms)", unit: "ms",
      ours: Samples(values: [late.percentile(0.99)]),
      yardstick: (
        "set-based SQL, same rows, one timer a commit, p99 (p50 \(Samples.short(written.median)) ms)",
        Samples(values: [written.percentile(0.99)])
      ),
      bar: bar)
  }

  /// Milliseconds from the instant that each was meant for, 50 ms apart, to its commit: what waits behind a stall is late, too.
  private func writeOneByOne(_ herd: RawHerd, from start: Int64) async throws -> Samples {
    var times = Samples()
    for index in 0..<(await herd.places.count) {
      let meant = start + Int64(index) * 50_000
      try await Task.sleep(for: .microseconds(max(0, meant - Self.now)))
      try await herd.goOn(bench.standings.wake, share: index, isRemembered: false)
      times.add(Double(Self.now - meant) / 1000)
    }
    return times
  }

  /// Cases that sleep for longer than any run: the yardstick wakes them.
  private func rawHerd(of count: Int, base: Int64, shares: Int) async throws -> RawHerd {
    let distant = Moment(microseconds: 4_102_444_800_000_000)
    let herd = try await Herd.clone(
      bench.standings.asleep, count: count, base: base, entered: distant, in: bench.bureau)
    return try RawHerd(
      herd, standing: bench.standings.asleep, due: distant.microseconds + Self.wait, connections: shares,
      pool: bench.bureau.pool)
  }

  /// Cases that sleep and are due together, `ahead` from now by the database's clock; the instant.
  private func arm(_ count: Int, base: Int64, ahead: Int64) async throws -> Int64 {
    let due = Self.now + ahead
    _ = try await Herd.clone(
      bench.standings.asleep, count: count, base: base, entered: Moment(microseconds: due - Self.wait),
      in: bench.bureau)
    return due
  }

  private func wait(until due: Int64) async throws {
    guard Self.now < due else { throw BenchProblem("the machine is too slow to arm timers ahead of time") }
    try await Task.sleep(for: .microseconds(due - Self.now))
  }

  /// Seconds from the due instant to the commit of the last.
  private func lastFired(_ count: Int, base: Int64, due: Int64) async throws -> Double {
    try await waitUntilFired(from: due, to: due)
    let last = try await bench.bureau.number(
      """
      select (extract(epoch from max(pg_xact_commit_timestamp(xmin))) * 1000000)::int8 from events
      where case_id >= \(base << 22) and case_id < \((base + Int64(count / 64 + 1)) << 22) and event = 'wake'
      """)
    return Double(last - due) / 1e6
  }

  /// Asks for the last timer of each lane by its whole key, and not often: whoever asks for all walks the
  /// rows that have just died, and what asking costs the server would be counted as a cost of firing.
  private func waitForTheLast(of count: Int, base: Int64, due: Int64) async throws {
    let ids = (max(0, count - 64)..<count).map { Herd.id(base: base, index: $0).description }.joined(separator: ",")
    let giveUp = WallClock.seconds + 600
    while try await bench.bureau.number(
      """
      select count(*) from unnest('{\(ids)}'::int8[]) id
      where exists (select from timers where lane = (id >> 16) & 63 and due_us = \(due) and case_id = id)
      """) > 0
    {
      guard WallClock.seconds < giveUp else { throw BenchProblem("timers have not fired in ten minutes") }
      try await Task.sleep(for: .milliseconds(count > 1_000 ? 50 : 20))
    }
  }

  /// Asks by the key of the timers, so that asking costs the server nothing to speak of.
  private func waitUntilFired(from first: Int64, to last: Int64) async throws {
    let giveUp = WallClock.seconds + 600
    while try await bench.bureau.number(
      """
      select count(*) from generate_series(0, 63) lane
      where exists (select from timers where timers.lane = lane and due_us between \(first) and \(last))
      """) > 0
    {
      guard WallClock.seconds < giveUp else { throw BenchProblem("timers have not fired in ten minutes") }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  private static var now: Int64 { Int64(WallClock.seconds * 1e6) }
}
