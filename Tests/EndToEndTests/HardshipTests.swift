import Foundation
import LookbackTesting
import Testing

/// `LOOKBACK_HARDSHIP` (1) seconds before, during and after each; `make hardships` takes longer and prints a table.
@Suite(
  "under load and hardship nothing is lost, and work goes on without a hand", .serialized, .timeLimit(.minutes(60)))
struct HardshipTests {
  private static let seconds = ProcessInfo.processInfo.environment["LOOKBACK_HARDSHIP"].flatMap { Int($0) } ?? 1

  @Test("before, during and after", arguments: Hardship.all)
  func endured(hardship: Hardship) async throws {
    let cluster = try await TestCluster.create(durability: .full)
    let conninfo = try await cluster.database()
    try await withFolder { folder in
      let daemon = try await Daemon.start(
        in: folder, database: .existing(conninfo: conninfo), testClock: nil,
        workflows: try DrillWorkflow.folder(in: folder),
        settings: ["--witness", folder.appending(path: "witness").path])
      try await Household.addWorker(to: daemon)
      let load = Workload(http: daemon.http)
      async let working: Void = load.run()
      let site = Site(cluster: cluster, conninfo: conninfo, daemon: daemon)
      let moments = try await Self.endure(hardship, at: site, load)
      load.end()
      try await working
      try await Self.judge(hardship, load, moments)
      try await Self.reckon(load, daemon)
      let ending = await daemon.stop()
      #expect(ending.status == 0, "\(ending.errors)")
      let verify = try await Program.start(
        try Built.path(of: "lookbackd"), ["verify", "--database", conninfo], in: folder
      ).ending()
      #expect(verify.status == 0, "\(verify.output) \(verify.errors)")
    }
    await cluster.remove()
    _ = system("umount /tmp/lookback-disk-\(getpid()) 2>/dev/null; rmdir /tmp/lookback-disk-\(getpid()) 2>/dev/null")
  }

  /// Begin and end of the three spans.
  private static func endure(
    _ hardship: Hardship, at site: Site, _ load: Workload
  ) async throws -> [ContinuousClock.Instant] {
    try await Waiting.until("work has begun", within: 180) { load.acknowledged.count == 2 * Workload.workers }
    var moments = [ContinuousClock.now]
    await Waiting.moment(microseconds: seconds * 1_000_000)
    moments.append(.now)
    let lift = try await hardship.begin(site)
    moments.append(.now)
    await Waiting.moment(microseconds: seconds * 1_000_000)
    moments.append(.now)
    try await lift()
    moments.append(.now)
    // Back to work within ten seconds, then as long as before.
    let lifted = ContinuousClock.now
    try await Waiting.until("work goes on after \(hardship)", within: 180) {
      load.figures(from: lifted, to: .now).first != nil
    }
    await Waiting.moment(microseconds: seconds * 1_000_000)
    moments.append(.now)
    return moments
  }

  private static func judge(
    _ hardship: Hardship, _ load: Workload, _ moments: [ContinuousClock.Instant]
  ) async throws {
    let before = load.figures(from: moments[0], to: moments[1])
    let during = load.figures(from: moments[2], to: moments[3])
    let after = load.figures(from: moments[4], to: moments[5])
    #expect(before.rate > 0 && after.rate > 0)
    if hardship.isBearable { #expect(during.rate > 0, "\(hardship)") }
    let back = try #require(after.first)
    #expect(back < 10, "\(hardship): back after \(back) s")
    let cells = [before.rate, during.rate, after.rate].map { String(Int($0.rounded())) }
    let pause = String(format: "%.2f", during.longestPause)
    print("| \(hardship) | \(cells.joined(separator: " | ")) | \(pause) s | \(String(format: "%.2f", back)) s |")
  }

  /// What was acknowledged is there, once.
  private static func reckon(_ load: Workload, _ daemon: Daemon) async throws {
    let client = DrillClient(http: daemon.http)
    for (id, notes) in load.acknowledged {
      #expect(try await client.history(of: id).filter { $0 == "note" }.count == notes, "case \(id)")
    }
    #expect(try await Set(client.allCases()) == Set(load.acknowledged.keys))
  }
}
