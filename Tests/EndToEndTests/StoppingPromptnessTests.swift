import Foundation
import Glibc
import LookbackTesting
import Testing

/// SIGTERM ends the daemon within its thirty seconds, whatever time and the cases are doing.
@Suite("SIGTERM ends a daemon", .timeLimit(.minutes(25)))
struct StoppingPromptnessTests {
  private static let workflow = Desk.definition(
    "busy", data: "{others: {type: list, of: case, title: {en: others}}}",
    """
    states:
      open:
        title: {en: open}
        who: office
        events:
          tick: {title: {en: tick}, after: 1 hour, to: open}
          name: {title: {en: name}, takes: [others]}
          begin: {title: {en: begin}, do: [signal ring to data.others]}
          ring: {title: {en: ring}, by: signal, do: [signal ring to data.others]}
          finish: {title: {en: finish}, to: done}
      done: {title: {en: done}, final: true}
    """)

  private func withBusy(_ body: (Daemon, [String]) async throws -> Void) async throws {
    try await withFolder { folder in
      let (daemon, workflows) = try await Desk.start(["busy": Self.workflow], in: folder)
      var ids: [String] = []
      for _ in 0..<3 {
        ids.append(JSONText(try await daemon.done(["case", "open", "busy", "--json"], as: "ann")).first("case") ?? "")
      }
      for id in ids {
        let others = ids.filter { $0 != id }.joined(separator: ",")
        try await daemon.done(["do", id, "name", "others=\(others)"], as: "ann")
      }
      try await body(daemon, ids)
      // What it had begun is whole: it starts again and answers.
      let again = try await Daemon.start(in: folder, testClock: nil, workflows: workflows)
      #expect(try await again.lookback(["case", "show", ids[0]]).status == 0)
      #expect(await again.stop().status == 0)
    }
  }

  private func sequence(of id: String, _ daemon: Daemon) async throws -> Int {
    let shown = try await daemon.lookback(["case", "show", id, "--json"])
    return JSONText(shown.output).first("sequence").flatMap { Int($0) } ?? 0
  }

  private func endsInTime(_ daemon: Daemon) async {
    let asked = ContinuousClock.now
    let ending = await daemon.stop()
    #expect(asked.duration(to: .now) < .seconds(30))
    #expect(ending.status == 0, "\(ending.errors.suffix(2_000))")
  }

  @Test("that has thirty years of hourly waits to catch up with")
  func catchingUp() async throws {
    try await withBusy { daemon, ids in
      async let advanced = daemon.lookback(["clock", "advance", "2055-03-03"])
      try await Waiting.until("it catches up", within: 120) { try await sequence(of: ids[0], daemon) > 100 }
      await endsInTime(daemon)
      _ = try await advanced
    }
  }

  @Test("whose cases signal one another in circles")
  func signalling() async throws {
    try await withBusy { daemon, ids in
      for _ in 0..<5 { for id in ids { try await daemon.done(["do", id, "begin"], as: "ann") } }
      await endsInTime(daemon)
    }
  }

  @Test("that is asked much: it answers what was asked before, closes the socket, and ends with 0 within seconds")
  func stop() async throws {
    try await withFolder { folder in
      let daemon = try await Daemon.start(in: folder, workflows: try DrillWorkflow.folder(in: folder))
      try await Household.addWorker(to: daemon)
      let client = DrillClient(http: daemon.http, timeout: .seconds(3))
      let ids = try await withThrowingTaskGroup(of: String?.self) { group in
        for number in 0..<40 { group.addTask { try? await client.open(number: "n\(number)") } }
        // Half of them are under way or done, the others meet a daemon that is going.
        _ = try await group.next()
        daemon.process.send(signal: SIGTERM)
        let asked = ContinuousClock.now
        _ = await daemon.process.ending()
        #expect(asked.duration(to: .now) < .seconds(20))
        group.cancelAll()
        return try await group.reduce(into: [String]()) { if let id = $1 { $0.append(id) } }
      }
      let ending = await daemon.process.ending()
      #expect(ending.status == 0, "\(ending.errors)")
      #expect(ending.errors.contains("message=stopped"), "\(ending.errors)")

      let again = try await Daemon.start(in: folder, workflows: folder.appending(path: "workflows"))
      let all = try await DrillClient(http: again.http).allCases()
      #expect(Set(ids).isSubset(of: Set(all)), "an acknowledged case is gone")
      _ = await again.stop()
    }
  }
}
