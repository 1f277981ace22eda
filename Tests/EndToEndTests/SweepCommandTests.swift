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
      #expect(refused.output.contains("查看 30 件,选中 30 件:办理 0,此前已办 0,不予受理 30"), "\(refused.output)")
      #expect(refused.errors.contains("D-30"), "\(refused.errors)")
      let json = try await daemon.lookback(
        ["do", "--where", "data.cuont == 2", "note", "count=1", "--json"], as: "worker")
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
      try await Waiting.untilTrue("the first is done", within: 180) {
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
