import Foundation
import LookbackTesting
import Testing

/// A real standby takes over from a primary that is killed, and the daemon finds it by itself.
@Suite("a standby is promoted", .timeLimit(.minutes(25)))
struct FailoverTests {
  @Test("under load, with synchronous replication: work goes on without a hand, and nothing acknowledged is lost")
  func synchronous() async throws {
    try await withFolder { folder in
      let pair = try await StandbyPair(in: folder)
      try await pair.primary.waitForStandby()
      let daemon = try await pair.daemon(in: folder)
      try await Household.addWorker(to: daemon)
      let load = Workload(http: daemon.http)
      async let working: Void = load.run()
      defer { load.end() }
      try await Waiting.until("work has begun", within: 180) { load.acknowledged.count == 2 * Workload.workers }
      try await pair.failOver()
      let promoted = ContinuousClock.now
      try await Waiting.until("work goes on", within: 180) {
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

  @Test("that lacks acknowledged events is not worked on until a person accepts the loss")
  func lagging() async throws {
    try await withFolder { folder in
      let pair = try await StandbyPair(in: folder)
      let daemon = try await pair.daemon(in: folder)
      try await Household.addWorker(to: daemon)
      try await daemon.done(["case", "open", "drill", "number=kept"], as: "worker")
      try await pair.standby.catchUp(with: pair.primary)
      try await pair.standby.stopFollowing()
      try await daemon.done(["case", "open", "drill", "number=lost"], as: "worker")
      try await pair.failOver()

      try await Waiting.until("the loss is noticed", within: 180) {
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
