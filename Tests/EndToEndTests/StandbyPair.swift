import Foundation
import LookbackTesting

/// A primary with its standby, and a daemon that knows both.
struct StandbyPair {
  let primary: TestCluster
  let standby: TestCluster
  let conninfo: String
  let witness: String
  let workflows: URL

  init(in folder: URL) async throws {
    primary = try await TestCluster.create(durability: .full)
    let name = try await primary.database().split(separator: " ").first { $0.hasPrefix("dbname=") } ?? ""
    standby = try await TestCluster.standby(of: primary)
    conninfo =
      "host=\(primary.socketFolder),\(standby.socketFolder) user=postgres \(name) target_session_attrs=read-write"
    witness = folder.appending(path: "witness").path
    workflows = try DrillWorkflow.folder(in: folder)
  }

  func daemon(in folder: URL) async throws -> Daemon {
    try await Daemon.start(
      in: folder, database: .existing(conninfo: conninfo), testClock: nil, workflows: workflows,
      settings: ["--witness", witness])
  }

  /// The primary dies, the standby takes its place.
  func failOver() async throws {
    await primary.kill9()
    try await standby.promote()
  }

  func remove() async {
    await primary.remove()
    await standby.remove()
  }
}
