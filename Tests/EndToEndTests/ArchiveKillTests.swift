import Foundation
import LookbackPostgres
import LookbackTesting
import SeededTesting
import Testing

/// Cases on their way into the archive while the daemon that moves them is killed.
@Suite("a daemon killed while it archives", .timeLimit(.minutes(25)))
struct ArchiveKillTests {
  private static let cases = 1_500

  @Test("loses no case, leaves none in two places, and the next one goes on; a command brings one back")
  func killed() async throws {
    let cluster = try await TestCluster.create(durability: .full)
    let conninfo = try await cluster.database()
    let looking = try await Connection.connect(.testing(conninfo))
    try await withFolder { folder in
      let workflows = try DrillWorkflow.folder(in: folder)
      let start = { (days: String) in
        try await Daemon.start(
          in: folder, database: .existing(conninfo: conninfo), workflows: workflows,
          settings: ["--archive-after", days])
      }
      let first = try await start("never")
      try await Household.addWorker(to: first)
      let file = folder.appending(path: "rows.csv")
      let rows = (1...Self.cases).map { "A-\($0)\n" }.joined()
      try Data(("number\n" + rows).utf8).write(to: file)
      try await first.done(["import", file.path, "--workflow", "drill"], as: "worker")
      try await first.done(["clock", "advance", "2019-03-01T00:00:00Z"])
      #expect(try await Self.counts(looking) == [Int64(Self.cases), 0])
      _ = await first.stop()

      var chance = SplitMix64(seed: 5)
      for _ in 0..<6 {
        let daemon = try await start("2")
        await Waiting.moment(microseconds: Int.random(in: 0..<120_000, using: &chance))
        await daemon.killAndWait()
        #expect(try await Self.counts(looking).reduce(0, +) == Int64(Self.cases))
      }
      let last = try await start("2")
      try await Waiting.until("all are archived", within: 180) {
        try await Self.counts(looking) == [0, Int64(Self.cases)]
      }
      let refused = try await last.lookback(["do", "A-7", "note", "count=1"], as: "worker")
      #expect(refused.errors.contains("`done`"), "\(refused.errors)")
      #expect(try await last.done(["case", "show", "A-8"]).contains("done"))
      let dry = try await last.lookback(["do", "--ended", "note", "count=1", "--dry-run"], as: "worker")
      #expect(dry.output.contains("\(Self.cases) picked: 0 would be done, \(Self.cases) refused"), "\(dry.output)")
      _ = await last.stop()
      let verify = try await Program.start(
        try Built.path(of: "lookbackd"), ["verify", "--database", conninfo], in: folder
      ).ending()
      #expect(verify.status == 0, "\(verify.output) \(verify.errors)")
    }
    await looking.close()
    await cluster.remove()
  }

  private static let places = Statement(
    "count_places", "select (select count(*) from cases), (select count(*) from archived_cases)")

  private static func counts(_ connection: Connection) async throws -> [Int64] {
    try await connection.run { c in
      let row = try c.query(places)[0]
      return [try row.int8(0), try row.int8(1)]
    }
  }
}
