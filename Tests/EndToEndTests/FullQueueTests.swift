import Foundation
import LookbackPostgres
import LookbackTesting
import Testing

/// More commands than a daemon can take: what is too much is turned away at the door, and nothing is lost.
@Suite("a daemon whose database stands still", .timeLimit(.minutes(25)))
struct FullQueueTests {
  @Test("turns away what is too much with 503 and Retry-After, and finishes what it took")
  func turnsAway() async throws {
    let conninfo = try await TestCluster.shared.database()
    try await withFolder { folder in
      let daemon = try await Daemon.start(
        in: folder, database: .existing(conninfo: conninfo), workflows: try DrillWorkflow.folder(in: folder),
        settings: ["--queue", "8"])
      try await Household.addWorker(to: daemon)
      let client = DrillClient(http: daemon.http)
      var cases: [String] = []
      for number in 0..<100 { cases.append(try await client.open(number: "\(number)")) }

      let lock = try await HeldTransaction("lock table cases in exclusive mode", on: conninfo)
      let all = cases
      let answers = try await withThrowingTaskGroup(of: UnixHTTP.Answer?.self) { group in
        for id in all { group.addTask { await Self.note(id, daemon) } }
        var answers: [UnixHTTP.Answer] = []
        while let answer = try await group.next() {
          if let answer { answers.append(answer) }
          // Those that were turned away come at once; the others when the database goes on. Batches on their way and the
          // queue take some 40 at most, however slowly they come.
          if answers.count == 40 { try await lock.end() }
        }
        return answers
      }
      let (taken, refused) = (answers.filter { $0.status == 200 }, answers.filter { $0.status == 503 })
      #expect(taken.count + refused.count == 100, "\(answers.map(\.status))")
      #expect(taken.count >= 6 && refused.count >= 40)
      for answer in refused {
        #expect(answer.head.contains("retry-after: 1"), "\(answer.head)")
        #expect(answer.head.contains("application/problem+json"))
        #expect(JSONText(answer.body).first("code") == "unavailable")
      }
      // Nothing was half done: as many notes as were acknowledged, and the turned away can come again.
      var notes = 0
      for id in cases { notes += try await client.history(of: id).filter { $0 == "note" }.count }
      #expect(notes == taken.count)
      for id in cases { #expect(try await client.note(id, count: 1)) }
      _ = await daemon.stop()
    }
  }

  private static func note(_ id: String, _ daemon: Daemon) async -> UnixHTTP.Answer? {
    await daemon.http.send(
      "POST", API.events(of: id), headers: [API.worker, ("Idempotency-Key", "note-\(id)-1")],
      body: Array(#"{"event": "note", "data": {"count": 1}}"#.utf8))
  }
}
