import Foundation
import LookbackTesting
import Testing

/// One command over many cases, as a person gives it.
@Suite("lookback do --where", .timeLimit(.minutes(25)))
struct SweepCommandTests {
  private static let number = "\"count\": 1"

  private func withDrill(
    on database: Daemon.Database = .embedded, _ body: (Daemon, URL) async throws -> Void
  ) async throws {
    try await withFolder { folder in
      let workflows = try DrillWorkflow.folder(in: folder)
      let daemon = try await Daemon.start(in: folder, database: database, workflows: workflows)
      try await Household.addWorker(to: daemon)
      try await body(daemon, workflows)
      _ = await daemon.stop()
    }
  }

  private func open(_ count: Int, _ daemon: Daemon) async throws {
    let rows = (1...count).map { "D-\($0),\($0 % 3)" }.joined(separator: "\n")
    let file = daemon.folder.appending(path: "rows.csv")
    try Data("number,count\n\(rows)\n".utf8).write(to: file)
    try await daemon.done(["import", file.path, "--workflow", "drill"], as: "worker")
  }

  @Test("says what would happen, does it, lists what is refused, and speaks both languages")
  func picksAndTells() async throws {
    try await withDrill { daemon, _ in
      try await open(30, daemon)
      let condition = ["do", "--where", "data.count == 2"]
      let dry = try await daemon.done(condition + ["note", "count=7", "--dry-run"], as: "worker")
      #expect(dry.contains("30 cases looked at, 10 picked: 10 would be done, 0 refused"))
      let real = try await daemon.done(condition + ["note", "count=7", "--key", "seven"], as: "worker")
      #expect(real.contains("10 picked: 10 done, 0 done before, 0 refused") && real.contains("key: seven"))
      let again = try await daemon.done(["do", "--state", "open", "note", "count=7", "--key", "seven"], as: "worker")
      #expect(again.contains("30 picked: 20 done, 10 done before, 0 refused"))

      let refused = try await daemon.lookback(["do", "--running", "note", "count=x", "--lang", "zh"], as: "worker")
      #expect(refused.status == 1)
      #expect(refused.output.contains("查看 30 件，选中 30 件：办理 0，此前已办 0，不予受理 30"), "\(refused.output)")
      #expect(refused.errors.contains("D-30"), "\(refused.errors)")
      let json = try await daemon.lookback(
        ["do", "--where", "!clock('none').overdue", "note", "count=1", "--json"], as: "worker")
      #expect(json.output.split(separator: "\n").filter { $0.contains("\"condition-erred\"") }.count == 30)
      #expect(json.output.contains("\"summary\":"))
    }
  }

  @Test(
    "refuses what cannot be meant, with words that help",
    arguments: [
      (["do", "--where", "data.count ==", "note", "count=1"], "the condition cannot be read", 1),
      (["do", "--where", "true", "nope"], "did you mean `note`", 1),
      (["do", "--where", "true"], "name the event", 2),
      (["do", "--after", "5", "D-1", "note", "count=1"], "--after is for many cases", 2),
      (["do", "--ended", "--running", "note", "count=1"], "exclude each other", 2),
      (["do", "--where", "true", "--due-before", "soon", "note", "count=1"], "soon", 1),
    ])
  func refuses(_ line: (arguments: [String], words: String, status: Int32)) async throws {
    try await withDrill { daemon, _ in
      let ending = try await daemon.lookback(line.arguments, as: "worker")
      #expect(ending.status == line.status, "\(ending.errors)")
      #expect(ending.errors.contains(line.words), "\(ending.errors)")
    }
  }

  @Test("a name that no case can answer is refused at once, with the nearest one, in both languages")
  func unknownNames() async throws {
    let table: [(condition: [String], english: String, chinese: String)] = [
      (
        ["data.cuont == 2"], "no workflow has a field `cuont`, did you mean `count`?", "没有任何流程有字段“cuont”，是否为“count”？"
      ),
      (
        ["has(data.nubmer) && data.count > 1", "--workflow", "drill"],
        "drill has no field `nubmer`, did you mean `number`?", "drill 没有字段“nubmer”，是否为“number”？"
      ),
      (["case.quantity == 1"], "no workflow has a field `quantity`", "没有任何流程有字段“quantity”"),
      (
        ["track.sate == 'open'"], "a condition cannot read `track.sate`, did you mean `track.state`?",
        "条件不能读取“track.sate”，是否为“track.state”？"
      ),
      (["dta.count == 2"], "a condition cannot read `dta`, did you mean `data`?", "条件不能读取“dta”，是否为“data”？"),
      (
        ["true", "--workflow", "dril"], "there is no workflow `dril`", "没有流程“dril”"
      ),
    ]
    try await withDrill { daemon, _ in
      for (condition, english, chinese) in table {
        let line = ["do", "--where"] + condition + ["note", "count=1"]
        for (language, words) in [("en", english), ("zh", chinese)] {
          let ending = try await daemon.lookback(line + ["--lang", language], as: "worker")
          #expect(ending.status == 1 && ending.errors.contains(words), "\(condition): \(ending.errors)")
        }
      }
      try await open(3, daemon)
      // What a macro names is its own.
      let known = "[data.count].exists(cuont, cuont == 2) && track.data.number != ''"
      let done = try await daemon.done(["do", "--where", known, "note", "count=7"], as: "worker")
      #expect(done.contains("1 picked: 1 done"), "\(done)")
    }
  }

  @Test("a key or filter of blanks is no key and no filter: it is refused in words, and nothing is done")
  func blankWords() async throws {
    try await withDrill { daemon, _ in
      try await open(1, daemon)
      let table: [(arguments: [String], says: String, chinese: String)] = [
        (["do", "D-1", "note", "count=7", "--key", ""], "--key is empty", "--key 为空"),
        (["do", "D-1", "note", "count=7", "--key", " "], "--key is empty", "--key 为空"),
        (["do", "--running", "note", "count=7", "--key", ""], "--key is empty", "--key 为空"),
        (["case", "open", "drill", "number=x", "--key", ""], "--key is empty", "--key 为空"),
        (["do", "--text", "", "note", "count=7"], "--text is empty", "--text 为空"),
        (["do", "--state", " ", "note", "count=7"], "--state is empty", "--state 为空"),
        (["do", "-", "note", "count=7", "--dry-run"], "--dry-run", "--dry-run"),
        (["do", "-", "note", "count=7", "--key", "k"], "--key", "--key"),
      ]
      for (arguments, english, chinese) in table {
        for (language, words) in [("en", english), ("zh", chinese)] {
          let ending = try await daemon.lookback(arguments + ["--lang", language], as: "worker")
          #expect(ending.status == 2 && ending.errors.contains(words), "\(arguments): \(ending.errors)")
        }
      }
      #expect(try await !daemon.done(["case", "history", "D-1"]).contains("note"))
      #expect(try await daemon.done(["case", "list"]).split(separator: "\n").count == 2)
    }
  }

  @Test("a number with blanks around it is the number without them")
  func blanksAroundNumbers() async throws {
    try await withDrill { daemon, _ in
      try await open(1, daemon)
      let again = try await daemon.lookback(["case", "open", "drill", "number= D-1\u{3000}"], as: "worker")
      #expect(again.status == 1 && again.errors.contains("D-1"), "\(again.errors)")
      try await daemon.done(["case", "open", "drill", "number=\tD-2 "], as: "worker")
      try await daemon.done(["do", "D-2\r", "note", "count=1"], as: "worker")
      let file = daemon.folder.appending(path: "blanks.csv")
      try Data("number,count\nD-3,1\n D-3 ,2\nD-1 ,3\n".utf8).write(to: file)
      let imported = try await daemon.lookback(["import", file.path, "--workflow", "drill"], as: "worker")
      #expect(imported.status == 1 && imported.output.contains("`D-3` stands in line 2"), "\(imported)")
      #expect(imported.output.contains("D-1"), "\(imported)")
    }
  }

  @Test("a daemon killed in the middle: the same line with the same key finishes it, and nothing is done twice")
  func killedMidway() async throws {
    let conninfo = try await TestCluster.shared.database()
    try await withDrill(on: .existing(conninfo: conninfo)) { first, workflows in
      try await open(6_000, first)
      let line = ["do", "--state", "open", "note", "count=9", "--key", "nine"]
      // The first case belongs to the first stretch of six, the last one, on which everything waits, to the sixth.
      let lock = try await HeldTransaction(
        "select from cases order by case_id desc limit 1 for no key update", on: conninfo)
      let (daemon, http) = (first, first.http)
      async let cut = daemon.lookback(line, as: "worker")
      try await Waiting.until("the first is done", within: 180) {
        let answer = await http.send("GET", "/v1/cases?limit=1", headers: [API.worker])
        return answer.map { JSONText($0.body).all("count").contains("9") } ?? false
      }
      await first.killAndWait()
      try await lock.end()
      let ending = try await cut
      #expect(ending.status == 3, "\(ending.output) \(ending.errors)")
      #expect(ending.errors.contains("--key nine"), "\(ending.errors)")

      let second = try await Daemon.start(
        in: first.folder, database: .existing(conninfo: conninfo), workflows: workflows)
      let done = try await second.done(line, as: "worker")
      let counts = try #require(done.firstMatch(of: #/picked: (\d+) done, (\d+) done before, (\d+) refused/#))
      let (now, before) = (try #require(Int(counts.1)), try #require(Int(counts.2)))
      #expect(now + before == 6_000 && before > 0 && now > 0 && counts.3 == "0", "\(done)")
      let client = DrillClient(http: second.http)
      for id in try await client.allCases() {
        #expect(try await client.history(of: id).filter { $0 == "note" }.count == 1)
      }
      _ = await second.stop()
    }
  }
}
