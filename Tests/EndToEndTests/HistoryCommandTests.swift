import Foundation
import Glibc
import LookbackPostgres
import LookbackTesting
import Testing

@Suite("lookbackd history", .timeLimit(.minutes(10)))
struct HistoryCommandTests {
  private func run(
    _ arguments: [String], _ conninfo: String, locale: String = "C.UTF-8", in folder: URL
  ) async throws -> Program.Ending {
    try await start(arguments, conninfo, locale: locale, in: folder).ending()
  }

  private func start(
    _ arguments: [String], _ conninfo: String, locale: String = "C.UTF-8", in folder: URL
  ) throws -> Program {
    try Program.start(
      try Built.path(of: "lookbackd"), arguments + ["--database", conninfo], environment: ["LC_ALL": locale], in: folder
    )
  }

  /// A database that a daemon filled: twenty cases of January, archived, and one of March that is open.
  private func fill(_ conninfo: String, in folder: URL) async throws {
    let daemon = try await Daemon.start(
      in: folder, database: .existing(conninfo: conninfo), workflows: try DrillWorkflow.folder(in: folder),
      settings: ["--archive-after", "2"])
    try await Household.addWorker(to: daemon)
    let file = folder.appending(path: "rows.csv")
    try Data(("number\n" + (1...20).map { "A-\($0)\n" }.joined()).utf8).write(to: file)
    try await daemon.done(["import", file.path, "--workflow", "drill"], as: "worker")
    for day in ["2019-02-28", "2019-03-20"] { try await daemon.done(["clock", "advance", "\(day)T00:00:00Z"]) }
    try await daemon.done(["case", "open", "drill", "number=B-1"], as: "worker")
    try await daemon.done(["clock", "advance", "2019-04-05T00:00:00Z"])
    _ = await daemon.stop()
    // Archives as soon as it starts.
    let archiver = try await Daemon.start(
      in: folder, database: .existing(conninfo: conninfo), workflows: folder.appending(path: "workflows"),
      settings: ["--archive-after", "2"])
    let looking = try await Connection.connect(ConnectionConfiguration.testing(conninfo))
    try await Waiting.until("all are archived", within: 300) {
      try await Self.number(of: "archived_cases", looking) == 20
    }
    await looking.close()
    _ = await archiver.stop()
  }

  private static func number(of what: String, _ connection: Connection) async throws -> Int64 {
    let statement = Statement("count \(what)", "select count(*) from \(what)")
    return try await connection.run { c in try c.query(statement)[0].int8(0) }
  }

  @Test("takes months out, survives a kill, lets them go to a file and brings them back, every history sound")
  func story() async throws {
    let conninfo = try await TestCluster.shared.database()
    try await withFolder { folder in
      try await fill(conninfo, in: folder)
      let list = try await run(["history", "list"], conninfo, in: folder)
      #expect(list.status == 0 && list.output.contains("2019-01"), "\(list.output)\(list.errors)")
      #expect(list.output.contains("1 open, 0 ended") && list.output.contains("partition"), "\(list.output)")
      #expect(try await run(["history", "list"], conninfo, locale: "zh_CN.UTF-8", in: folder).output.contains("未归档案件"))

      try await kill(conninfo, in: folder)

      let detach = ["history", "detach", "--before", "2019-04"]
      let dry = try await run(detach + ["--dry-run"], conninfo, in: folder)
      #expect(dry.status == 1 && dry.output.contains("2019-02: would be taken out"), "\(dry.output)\(dry.errors)")
      let done = try await run(detach, conninfo, in: folder)
      #expect(done.output.contains("2019-02: taken out") && done.output.contains("B-1"), "\(done.output)\(done.errors)")
      #expect(done.status == 1, "March is held by a case that is open")
      let verify = try await run(["verify"], conninfo, in: folder)
      #expect(verify.status == 0, "\(verify.output)\(verify.errors)")

      try await dumpAndBack(conninfo, in: folder)

      for month in ["2019-02", "2019-01"] {
        let attach = try await run(["history", "attach", month], conninfo, in: folder)
        #expect(attach.status == 0 && attach.output.contains("brought back"), "\(attach.output)\(attach.errors)")
      }
      let after = try await run(["verify"], conninfo, in: folder)
      #expect(after.output == verify.output && after.status == 0, "\(after.output)\(after.errors)")
    }
  }

  /// Killed while it waits for its last lock, with everything before done: nothing has happened.
  private func kill(_ conninfo: String, in folder: URL) async throws {
    let reader = try await HeldTransaction("select from events limit 1", on: conninfo)
    let looking = try await Connection.connect(ConnectionConfiguration.testing(conninfo))
    let program = try start(["history", "detach", "2019-01"], conninfo, in: folder)
    // Its share lock on the month is there from the beginning of its transaction, this one at the very end.
    let inside = "pg_locks where relation = 'events'::regclass and mode = 'AccessExclusiveLock' and not granted"
    try await Waiting.until("it waits for history", within: 300) {
      try await Self.number(of: inside, looking) == 1 || program.hasEnded
    }
    #expect(!program.hasEnded)
    program.send(signal: SIGKILL)
    _ = await program.ending()
    try await reader.end()
    try await Waiting.until("its session is gone", within: 300) {
      try await Self.number(
        of: "pg_stat_activity where application_name = 'lookbackd' and datname = current_database()", looking) == 0
    }
    #expect(try await Self.number(of: "detachments", looking) == 0)
    #expect(try await Self.number(of: "pg_tables where tablename like 'detached_texts%'", looking) == 0)
    await looking.close()
  }

  private func dumpAndBack(_ conninfo: String, in folder: URL) async throws {
    let tables = ["detached_events_201902", "detached_texts_201902"]
    let file = folder.appending(path: "2019-02.sql").path
    let dump = try await Program.start(
      try TestCluster.program("pg_dump"), ["-Fp", "-f", file] + tables.flatMap { ["-t", $0] } + ["-d", conninfo],
      in: folder
    ).ending()
    try #require(dump.status == 0, "\(dump.errors)")
    let owner = try await Connection.connect(ConnectionConfiguration.testing(conninfo))
    try await owner.run { try $0.script("drop table detached_events_201902, detached_texts_201902") }
    let bridged = try await run(["verify"], conninfo, in: folder)
    #expect(bridged.status == 0, "\(bridged.output)\(bridged.errors)")
    #expect(bridged.output.contains("more events are in months that are not in this database"), "\(bridged.output)")
    let refused = try await run(["history", "attach", "2019-02"], conninfo, in: folder)
    #expect(refused.status == 1 && refused.output.contains("not in this database"), "\(refused.output)")
    let list = try await run(["history", "list", "--json"], conninfo, in: folder)
    #expect(list.output.contains("\"isInDatabase\" : false"), "\(list.output)")
    let restore = try await Program.start(
      try TestCluster.program("psql"), ["-q", "-v", "ON_ERROR_STOP=1", "-d", conninfo, "-f", file], in: folder
    ).ending()
    try #require(restore.status == 0, "\(restore.errors)")
    await owner.close()
  }

  @Test("says what is wrong with a month that cannot be read, and with a role that does not own history")
  func misused() async throws {
    let conninfo = try await TestCluster.shared.database()
    try await withFolder { folder in
      #expect(try await run(["migrate"], conninfo, in: folder).status == 0)
      for arguments in [
        ["detach"], ["detach", "2019-1"], ["detach", "2019-01", "--before", "2019-02"], ["attach", "x"],
      ] {
        let ending = try await run(["history"] + arguments, conninfo, in: folder)
        #expect(ending.status == 64, "\(arguments): \(ending.errors)")
      }
      let daemon = conninfo.replacingOccurrences(of: "user=postgres", with: "user=lookbackd")
      let ending = try await run(["history", "detach", "2019-01"], daemon, in: folder)
      #expect(ending.status == 64 && ending.errors.contains("does not own the tables"), "\(ending.errors)")
      let help = try await run(["history", "--help"], conninfo, in: folder)
      #expect(help.output.contains("Nothing is deleted"), "\(help.output)")
    }
  }
}
