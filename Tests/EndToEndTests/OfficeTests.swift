import Foundation
import LookbackPostgres
import LookbackTesting
import Testing

/// Two offices in one database, each with a daemon of its own.
@Suite("an office is a schema", .timeLimit(.minutes(25)))
struct OfficeTests {
  /// Two offices with one worker and one case each; the tests of a process share the roles of a server.
  private struct Pair {
    let conninfo: String
    let folder: URL
    let north: Daemon
    let south: Daemon

    static func start(in folder: URL) async throws -> Pair {
      let conninfo = try await TestCluster.shared.database()
      _ = try DrillWorkflow.folder(in: folder)
      for office in ["north", "south"] {
        let migrated = try await Program.start(
          try Built.path(of: "lookbackd"), ["migrate", "--office", office, "--database", conninfo], in: folder
        ).ending()
        try #require(migrated.status == 0, "\(migrated.errors)")
      }
      let north = try await daemon("north", conninfo, folder)
      let south = try await daemon("south", conninfo, folder)
      for (office, daemon) in [("north", north), ("south", south)] {
        try await Household.addWorker(to: daemon)
        try await daemon.done(["person", "add", "of-\(office)", "--name", "only here"])
        try await daemon.done(["case", "open", "drill", "number=\(office)-1"], as: "worker")
      }
      return Pair(conninfo: conninfo, folder: folder, north: north, south: south)
    }

    static func daemon(_ office: String, _ conninfo: String, _ folder: URL) async throws -> Daemon {
      try await Daemon.start(
        in: folder, database: .existing(conninfo: role("lookbackd_\(office)", in: conninfo)),
        workflows: workflows(in: folder), socketName: "\(office).sock", settings: ["--office", office])
    }

    /// Both work by the same definitions.
    static func workflows(in folder: URL) -> URL { folder.appending(path: "workflows") }

    /// The way to the database as another role than the superuser.
    static func role(_ role: String, in conninfo: String) -> String {
      conninfo.replacingOccurrences(of: "user=postgres", with: "user=\(role)")
    }

    func stop() async {
      _ = await north.stop()
      _ = await south.stop()
    }
  }

  @Test("a daemon reaches nothing of the other office: no case, no person, no token, no table")
  func apart() async throws {
    try await withFolder { folder in
      let pair = try await Pair.start(in: folder)
      let token = try await pair.north.done(["token", "add", "worker"]).trimmingCharacters(in: .whitespacesAndNewlines)
      let foreign: [[String]] = [
        ["case", "show", "north-1"], ["case", "history", "north-1"], ["can", "north-1"],
        ["do", "north-1", "note", "count=1"],
        ["do", "north-1", "note", "count=1", "--dry-run"],
      ]
      for arguments in foreign {
        let refused = try await pair.south.lookback(arguments, as: "worker")
        #expect(refused.status == 1 && refused.errors.contains("there is no such case"), "\(arguments): \(refused)")
      }
      for arguments in [["worklist"], ["do", "south-1", "note", "count=1"], ["case", "open", "drill", "number=x"]] {
        let refused = try await pair.south.lookback(arguments, as: "of-north")
        #expect(
          refused.status == 1 && refused.errors.contains("there is no person of-north"), "\(arguments): \(refused)")
      }
      let port = FreePort.take()
      _ = await pair.south.stop()
      let south = try await Daemon.start(
        in: folder, database: .existing(conninfo: Pair.role("lookbackd_south", in: pair.conninfo)),
        workflows: Pair.workflows(in: folder), socketName: "south.sock", listen: "127.0.0.1:\(port)",
        settings: ["--office", "south"])
      for arguments in [["case", "list"], ["do", "south-1", "note", "count=1"]] {
        let refused = try await Program.start(
          try Built.path(of: "lookback"), arguments,
          environment: ["LOOKBACK_URL": "http://127.0.0.1:\(port)", "LOOKBACK_TOKEN": token, "LOOKBACK_SOCKET": ""],
          in: folder
        ).ending()
        #expect(refused.status == 1 && refused.errors.contains("token is not known"), "\(arguments): \(refused)")
      }
      #expect(try await south.done(["case", "list"], as: "worker").contains("south-1"))
      #expect(try await !south.done(["case", "list"], as: "worker").contains("north-1"))
      _ = await south.stop()
      _ = await pair.north.stop()
    }
  }

  @Test("a daemon that comes with the role of another office does not serve")
  func otherRole() async throws {
    try await withFolder { folder in
      let pair = try await Pair.start(in: folder)
      let wrong = try await Program.start(
        try Built.path(of: "lookbackd"),
        [
          "serve", "--office", "south", "--database", Pair.role("lookbackd_north", in: pair.conninfo), "--socket",
          folder.appending(path: "wrong.sock").path, "--workflows", Pair.workflows(in: folder).path,
        ], in: folder
      ).ending()
      #expect(wrong.status != 0 && !wrong.errors.isEmpty, "\(wrong)")
      await pair.stop()
    }
  }

  @Test("one office is dumped, dropped and restored alone: its history is whole, and the other goes on meanwhile")
  func moved() async throws {
    try await withFolder { folder in
      let pair = try await Pair.start(in: folder)
      let history = try await pair.north.done(["case", "history", "north-1", "--json"])
      _ = await pair.north.stop()
      let file = folder.appending(path: "north.dump").path
      try await Self.run("pg_dump", ["--schema=north", "--format=custom", "--file=\(file)", pair.conninfo], in: folder)
      try await Self.run("psql", [pair.conninfo, "-qc", "drop schema north cascade"], in: folder)
      try await pair.south.done(["do", "south-1", "note", "count=1"], as: "worker")
      try await Self.run("pg_restore", ["--exit-on-error", "--dbname=\(pair.conninfo)", file], in: folder)
      for office in ["north", "south"] {
        let verified = try await Program.start(
          try Built.path(of: "lookbackd"), ["verify", "--office", office, "--database", pair.conninfo], in: folder
        ).ending()
        #expect(verified.status == 0, "\(office): \(verified)")
      }
      let north = try await Pair.daemon("north", pair.conninfo, folder)
      #expect(try await north.done(["case", "history", "north-1", "--json"]) == history)
      try await north.done(["do", "north-1", "note", "count=1"], as: "worker")
      #expect(try await pair.south.done(["case", "list"], as: "worker").contains("south-1"))
      _ = await north.stop()
      _ = await pair.south.stop()
    }
  }

  @Test(
    "a name that is none of an office is refused by both programs, with what it should be",
    arguments: ["North", "1st", "pg_x", "public", "a-b", "information_schema", "", "abcdefghijklmnopqrstu", "北"])
  func badNames(name: String) async throws {
    try await withFolder { folder in
      let daemon = try await Program.start(
        try Built.path(of: "lookbackd"), ["migrate", "--office", name, "--database", "host=/nowhere"], in: folder
      ).ending()
      #expect(daemon.status == 64 && daemon.errors.contains("lower-case"), "\(daemon)")
      let client = try await Program.start(
        try Built.path(of: "lookback"), ["case", "list", "--office", name], environment: ["LC_ALL": "C.UTF-8"],
        in: folder
      ).ending()
      #expect(client.status == 2 && client.errors.contains("lower-case"), "\(client)")
    }
  }

  private static func run(_ program: String, _ arguments: [String], in folder: URL) async throws {
    let ending = try await Program.start(try TestCluster.program(program), arguments, in: folder).ending()
    try #require(ending.status == 0, "\(program): \(ending.errors)")
  }
}
