import Foundation
import LookbackTesting
import Testing

/// `LOOKBACK_KILLS` (10) kills at moments that `LOOKBACK_KILL_SEED` (1) chooses.
@Suite("daemons that are killed lose nothing and do nothing twice", .serialized, .timeLimit(.minutes(60)))
struct KillTests {
  private static func number(_ variable: String, default fallback: Int) -> Int {
    ProcessInfo.processInfo.environment[variable].flatMap { Int($0) } ?? fallback
  }

  private static let kills = number("LOOKBACK_KILLS", default: 10)
  private static let seed = number("LOOKBACK_KILL_SEED", default: 1)

  @Test("one daemon with its private database, killed and started again")
  func one() async throws {
    try await withFolder { folder in
      try await drill(daemons: 1, in: folder, database: .embedded)
      let path = folder.appending(path: "database").path
      try await expectVerified(["--embedded", path], in: folder)
    }
  }

  @Test("two daemons on one database, killed in turn")
  func two() async throws {
    let cluster = try await TestCluster.create(durability: .full)
    let conninfo = try await cluster.database()
    try await withFolder { folder in
      try await drill(daemons: 2, in: folder, database: .existing(conninfo: conninfo))
      try await expectVerified(["--database", conninfo], in: folder)
    }
    await cluster.remove()
  }

  private func drill(daemons: Int, in folder: URL, database: Daemon.Database) async throws {
    let workflows = try DrillWorkflow.folder(in: folder)
    let fleet = try await Fleet(of: daemons, in: folder, database: database, workflows: workflows)
    let first = await fleet.first
    try await Household.addWorker(to: first)
    do {
      try await Drill(daemons: daemons, kills: Self.kills, seed: Self.seed).run(on: fleet)
    } catch {
      _ = await fleet.stop()
      throw error
    }
    for ending in await fleet.stop() { #expect(ending.status == 0, "\(ending.errors)") }
  }

  private func expectVerified(_ database: [String], in folder: URL) async throws {
    let verify = try await Program.start(try Built.path(of: "lookbackd"), ["verify"] + database, in: folder).ending()
    #expect(verify.status == 0, "lookbackd verify: \(verify.output) \(verify.errors)")
  }
}
