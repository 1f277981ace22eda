import Foundation
import LookbackTesting
import Testing

/// `lookback workflow diff`, `migrate` and `migrations`, through the daemon, which is killed in between.
@Suite("cases move to another version of their workflow", .timeLimit(.minutes(25)))
struct MigrationTests {
  private static let first = DrillWorkflow.text.replacing(
    "note: {needs: [count]}",
    with: "note: {takes: [count, remark]}\n      hand over: {to: elsewhere}\n      finish: {to: done}"
  )
  .replacing("count:  {type: int}", with: "count:  {type: int}\n  remark: {type: text}")
  .replacing("done: {final", with: "elsewhere: {who: worker, events: {finish: {to: done}}}\n  done: {final")

  private static let second =
    first.replacing("version: 1", with: "version: 2").replacing("runs: 10 days", with: "runs: 12 days")
    .replacing("elsewhere", with: "handed over").replacing("remark: {type: text}", with: "remark: {type: date}")
    + "\nmoves: {from: 1, states: {elsewhere: handed over}, clocks: {term: recompute}}\n"

  private static func round(_ limit: Int, after: String? = nil) -> [UInt8] {
    let start = after.map { ", \"after\": \"\($0)\"" } ?? ""
    return Array("{\"workflow\": \"drill\", \"limit\": \(limit)\(start)}".utf8)
  }

  private func definitions(in folder: URL) throws -> URL {
    let workflows = try DrillWorkflow.folder(in: folder)
    try Data(Self.first.utf8).write(to: workflows.appending(path: "drill.yaml"))
    try Data(Self.second.utf8).write(to: folder.appending(path: "drill-2.yaml"))
    return workflows
  }

  /// Thirty cases: every third handed over, every fifth with a remark that is no date, the last two finished.
  private func open(_ daemon: Daemon) async throws {
    try await Household.addWorker(to: daemon)
    for number in 0..<30 {
      try await daemon.done(["case", "open", "drill", "number=d\(number)"], as: "worker")
      if number % 5 == 2 { try await daemon.done(["do", "d\(number)", "note", "remark=soon"], as: "worker") }
      if number % 3 == 1 { try await daemon.done(["do", "d\(number)", "hand over"], as: "worker") }
      if number >= 28 { try await daemon.done(["do", "d\(number)", "finish"], as: "worker") }
    }
  }

  private func fate(_ number: Int) -> String { number >= 28 ? "ended" : number % 5 == 2 ? "refused" : "moves" }

  @Test(
    "listed first, then moved though the daemon is killed on the way, each case once; refused ones stay as they were")
  func killed() async throws {
    try await withFolder { folder in
      let workflows = try definitions(in: folder)
      var daemon = try await Daemon.start(in: folder, workflows: workflows)
      try await open(daemon)
      let before = try await daemon.done(["case", "show", "d2", "--json"])
      let second = folder.appending(path: "drill-2.yaml").path
      let diff = try await daemon.done(["workflow", "diff", "drill@1", second])
      for words in [
        "clock term: runs 10 → 12 days", "state handed over was called elsewhere", "28 open cases run drill 1",
      ] {
        #expect(diff.contains(words), "\(words): \(diff)")
      }
      try await daemon.done(["workflow", "publish", second])
      try await plan(daemon)

      // Each time one round is answered and the next is on its way when the daemon dies.
      for size in [7, 4, 9] {
        let first = await daemon.http.send("POST", "/v1/migrations", body: Self.round(size))
        #expect(first?.status == 200, "\(String(describing: first))")
        let http = daemon.http
        let after = JSONText(first?.body ?? "").first("next") ?? ""
        let next = Task { await http.send("POST", "/v1/migrations", body: Self.round(size, after: after)) }
        await daemon.killAndWait()
        _ = await next.value
        daemon = try await Daemon.start(in: folder, workflows: workflows)
      }
      let resuming = "lookback workflow migrate drill --to 2 --yes"
      #expect(try await daemon.done(["workflow", "migrations"]).contains("`\(resuming)`"))
      #expect(try await daemon.done(["workflow", "migrations", "--lang", "zh"]).contains("`\(resuming) --lang zh`"))
      let outcome = try await daemon.done(resuming.split(separator: " ").dropFirst().map(String.init))
      #expect(outcome.contains("d2: refused") || outcome.contains("refused: track 0"), "\(outcome)")
      try await expectMoved(daemon)
      #expect(try await daemon.done(["case", "show", "d2", "--json"]) == before)
      try await record(daemon)
      try await afterwards(daemon)
      _ = await daemon.stop()
      let verify = try await Program.start(
        try Built.path(of: "lookbackd"), ["verify", "--embedded", folder.appending(path: "database").path], in: folder
      ).ending()
      #expect(verify.status == 0, "\(verify.output) \(verify.errors)")
    }
  }

  @Test("the command line that is cut off prints the line that goes on with it, which does the rest")
  func cutOff() async throws {
    let cluster = try await TestCluster.create()
    let conninfo = try await cluster.database()
    try await withFolder { folder in
      let workflows = try definitions(in: folder)
      let daemon = try await Daemon.start(in: folder, database: .existing(conninfo: conninfo), workflows: workflows)
      try await Household.addWorker(to: daemon)
      try await daemon.done(["case", "open", "drill", "number=d0"], as: "worker")
      try await daemon.done(["workflow", "publish", folder.appending(path: "drill-2.yaml").path])
      // It cannot get beyond the record that it has begun.
      let site = Site(cluster: cluster, conninfo: conninfo, daemon: daemon)
      let letGo = try await site.hold("lock table cases in access exclusive mode")
      async let cut = daemon.lookback(["workflow", "migrate", "drill", "--yes", "--lang", "zh"])
      try await Waiting.until("the migration is on record", within: 180) {
        try await daemon.done(["workflow", "migrations", "--json"]).contains("\"migration\"")
      }
      await daemon.killAndWait()
      let ending = try await cut
      try await letGo()
      let line = "lookback workflow migrate drill --to 2 --yes"
      #expect(ending.status == 3 && ending.errors.contains("`\(line) --lang zh`"), "\(ending.errors)")

      let again = try await Daemon.start(in: folder, database: .existing(conninfo: conninfo), workflows: workflows)
      let done = try await again.done(line.split(separator: " ").dropFirst().map(String.init))
      #expect(done.contains("migration 1: moved 1, refused 0"), "\(done)")
      _ = await again.stop()
    }
    await cluster.remove()
  }

  @Test("two files are compared without a daemon; what cannot be compared is said, with its exit code")
  func withoutDaemon() async throws {
    try await withFolder { folder in
      let workflows = try definitions(in: folder)
      let (old, new) = (workflows.appending(path: "drill.yaml").path, workflows.appending(path: "drill-2.yaml").path)
      try Data(Self.second.utf8).write(to: URL(filePath: new))
      func diff(_ arguments: String...) async throws -> Program.Ending {
        try await Program.start(
          try Built.path(of: "lookback"), ["workflow", "diff"] + arguments,
          environment: ["LOOKBACK_SOCKET": folder.appending(path: "nobody.sock").path, "LC_ALL": "C.UTF-8"], in: folder
        ).ending()
      }
      let told = try await diff(old, new)
      #expect(told.status == 0 && told.output.contains("clock term: runs 10 → 12 days"), "\(told)")
      #expect(!told.output.contains("open case"))
      #expect(try await diff(old, old).output == "drill 1 and drill 1 say the same\n")
      #expect(try await diff(old, new, "--lang", "zh").output.contains("期限 term：期长 10日 → 12日"))
      let json = JSONText(try await diff(old, new, "--json").output)
      #expect(json.all("change").contains("renamed") && json.all("property").contains("runs"))
      for (arguments, status) in [
        ([old], 3), (["drill@1", new], 3), (["drill@x", new], 2), (["nowhere.yaml", new], 2),
      ] {
        let ending = try await Program.start(
          try Built.path(of: "lookback"), ["workflow", "diff"] + arguments,
          environment: ["LOOKBACK_SOCKET": folder.appending(path: "nobody.sock").path], in: folder
        ).ending()
        #expect(ending.status == status && !ending.errors.isEmpty, "\(arguments): \(ending)")
      }
    }
  }

  /// What a dry run says, in text, in Chinese and as JSON; it changes nothing.
  private func plan(_ daemon: Daemon) async throws {
    let text = try await daemon.done(["workflow", "migrate", "drill", "--dry-run"])
    #expect(text.contains("moves: 22, refused: 6, stays: 0; dates that change: 22"), "\(text)")
    #expect(text.contains("2019-01-30") && text.contains("2019-02-01") && text.contains("counted anew"), "\(text)")
    let chinese = try await daemon.done(["workflow", "migrate", "drill", "--dry-run", "--lang", "zh"])
    #expect(chinese.contains("不能转换 6 件") && chinese.contains("重新计算"), "\(chinese)")
    let json = JSONText(try await daemon.done(["workflow", "migrate", "drill", "--dry-run", "--json"]))
    #expect(json.all("result").count { $0 == "moves" } == 22)
    let unasked = try await daemon.lookback(["workflow", "migrate", "drill"])
    #expect(unasked.status == 1 && unasked.errors.contains("--yes"), "\(unasked)")
    #expect(try await !daemon.done(["case", "history", "d0"]).contains("moved"))
    let stranger = try await daemon.lookback(["workflow", "migrate", "drill", "--to", "1"])
    #expect(stranger.status == 1 && stranger.errors.contains("moves"), "\(stranger)")
  }

  private func expectMoved(_ daemon: Daemon) async throws {
    for number in 0..<30 {
      let history = JSONText(try await daemon.done(["case", "history", "d\(number)", "--json"]))
      let moves = history.all("event").count { $0 == "moved" }
      #expect(moves == (fate(number) == "moves" ? 1 : 0), "d\(number): \(history.all("event"))")
      guard fate(number) == "moves" else { continue }
      let shown = JSONText(try await daemon.done(["case", "show", "d\(number)", "--json"]))
      #expect(shown.first("version") == "2" && shown.all("due").contains("2019-02-01"))
      #expect(shown.first("state") == (number % 3 == 1 ? "handed over" : "open"))
    }
  }

  private func record(_ daemon: Daemon) async throws {
    let list = JSONText(try await daemon.done(["workflow", "migrations", "--json"]))
    #expect(list.all("migration") == ["1"], "what was cut short goes on under its number")
    #expect(list.all("moved") == ["22"] && list.all("refused") == ["6"] && list.all("planned") == ["0"])
    #expect(list.first("ended") != "null")
    #expect(try await !daemon.done(["workflow", "migrations"]).contains("--yes"))
    let one = try await daemon.done(["workflow", "migrations", "1"])
    #expect(one.contains("moved") && one.contains("2019-02-01") && one.contains("`remark`"), "\(one)")
  }

  /// The timers are armed for the new dates, and the cases go on by the new version.
  private func afterwards(_ daemon: Daemon) async throws {
    try await daemon.done(["clock", "advance", "2019-01-31"])
    #expect(try await !daemon.done(["case", "history", "d0"]).contains("overdue"))
    #expect(try await daemon.done(["case", "history", "d2"]).contains("overdue"), "it has stayed with ten days")
    try await daemon.done(["clock", "advance", "2019-02-03"])
    #expect(try await daemon.done(["case", "history", "d0"]).contains("overdue"))
    try await daemon.done(["do", "d1", "finish"], as: "worker")
    let moved = JSONText(try await daemon.done(["case", "history", "d1", "--json"]))
    #expect(moved.all("to").contains("handed over") && moved.all("from").contains("elsewhere"))
  }
}
