import Foundation
import LookbackTesting
import Testing

/// A real standby takes over from a primary that is killed, and the daemon finds it by itself.
@Suite("a standby is promoted", .timeLimit(.minutes(25)))
struct FailoverTests {
  /// A primary with its standby, and a daemon that knows both.
  private struct Pair {
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

  @Test("under load, with synchronous replication: work goes on without a hand, and nothing acknowledged is lost")
  func synchronous() async throws {
    try await withFolder { folder in
      let pair = try await Pair(in: folder)
      try await pair.primary.waitForStandby()
      let daemon = try await pair.daemon(in: folder)
      try await Household.addWorker(to: daemon)
      let load = Workload(http: daemon.http)
      async let working: Void = load.run()
      defer { load.end() }
      try await Waiting.untilTrue("work has begun", within: 180) { load.acknowledged.count == 2 * Workload.workers }
      try await pair.failOver()
      let promoted = ContinuousClock.now
      try await Waiting.untilTrue("work goes on", within: 180) {
        load.figures(from: promoted, to: .now).first != nil
      }
      load.end()
      try await working
      let client = DrillClient(http: daemon.http)
      for (id, notes) in load.acknowledged {
        #expect(try await client.history(of: id).filter { $0 == "note" }.count == notes, "case \(id)")
      }
      #expect(await daemon.stop().status == 0)
      let verify = try await Program.start(
        try Built.path(of: "lookbackd"), ["verify", "--database", pair.conninfo], in: folder
      ).ending()
      #expect(verify.status == 0, "\(verify.output) \(verify.errors)")
      await pair.remove()
    }
  }

  @Test("that is away: `/v1/ready` says so within five seconds and commands are told at once, until it is back")
  func away() async throws {
    try await withFolder { folder in
      let pair = try await Pair(in: folder)
      try await pair.primary.waitForStandby()
      let daemon = try await pair.daemon(in: folder)
      try await Household.addWorker(to: daemon)
      try await daemon.done(["case", "open", "drill", "number=before"], as: "worker")
      let headers = [("Content-Type", "application/json"), ("Idempotency-Key", "while away"), API.worker]
      let body = Array(#"{"workflow": "drill", "data": {"number": "while-away"}}"#.utf8)
      try await pair.standby.stopFollowing()

      let asked = ContinuousClock.now
      let ready = await daemon.http.send("GET", "/v1/ready")
      #expect(ready?.status == 503 && ready?.head.contains("retry-after") == true, "\(ready.debugDescription)")
      #expect(asked.duration(to: .now) < .seconds(5))
      let told = ContinuousClock.now
      let refused = await daemon.http.send("POST", API.cases, headers: headers, body: body)
      #expect(refused?.status == 503 && refused?.head.contains("retry-after") == true, "\(refused.debugDescription)")
      #expect(refused?.body.contains("nothing can be recorded") == true)
      #expect(told.duration(to: .now) < .seconds(2))
      #expect(await daemon.http.send("GET", API.cases, headers: [API.worker])?.status == 200)

      try await pair.standby.followAgain(pair.primary)
      try await Waiting.untilTrue("it is ready again", within: 120) {
        await daemon.http.send("GET", "/v1/ready")?.status == 200
      }
      #expect(await daemon.http.send("POST", API.cases, headers: headers, body: body)?.status ?? 0 < 300)
      #expect(await daemon.stop().status == 0)
      await pair.remove()
    }
  }

  @Test("that lacks acknowledged events is not worked on until a person accepts the loss")
  func lagging() async throws {
    try await withFolder { folder in
      let pair = try await Pair(in: folder)
      let daemon = try await pair.daemon(in: folder)
      try await Household.addWorker(to: daemon)
      try await daemon.done(["case", "open", "drill", "number=kept"], as: "worker")
      try await pair.standby.catchUp(with: pair.primary)
      try await pair.standby.stopFollowing()
      try await daemon.done(["case", "open", "drill", "number=lost"], as: "worker")
      try await pair.failOver()

      try await Waiting.untilTrue("the loss is noticed", within: 180) {
        let refused = try await daemon.lookback(["do", "kept", "note", "count=1"], as: "worker")
        return refused.status == 3 && refused.errors.contains("was acknowledged and is gone")
          && refused.errors.contains("remove its witness file")
      }
      #expect(await daemon.stop().status == 0)
      try FileManager.default.removeItem(atPath: pair.witness)
      let again = try await pair.daemon(in: folder)
      try await again.done(["do", "kept", "note", "count=1"], as: "worker")
      #expect(try await again.lookback(["case", "show", "lost"], as: "worker").status == 1)
      #expect(await again.stop().status == 0)
      await pair.remove()
    }
  }
}
