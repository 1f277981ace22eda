import Foundation
import LookbackTesting
import Testing

/// Conditions that take all that a request may take, beside the daily work.
@Suite("a daemon that is asked dear conditions", .timeLimit(.minutes(15)))
struct EvaluationFreezeTests {
  @Test("answers others meanwhile")
  func others() async throws {
    let conninfo = try await TestCluster.shared.database()
    try await withFolder { folder in
      let daemon = try await Daemon.start(
        in: folder, database: .existing(conninfo: conninfo), workflows: try DrillWorkflow.folder(in: folder))
      try await Household.addWorker(to: daemon)
      let client = DrillClient(http: daemon.http)
      var cases: [String] = []
      for number in 0..<40 { cases.append(try await client.open(number: "\(number)")) }
      let all = cases
      let longest = try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<4 { group.addTask { _ = await Self.sweep(daemon) } }
        var longest = Duration.zero
        for (index, id) in all.enumerated() {
          let start = ContinuousClock.now
          #expect(await daemon.http.send("GET", "/v1/health")?.status == 200)
          longest = max(longest, .now - start)
          let middle = ContinuousClock.now
          let isNoted = try await client.note(id, count: index)
          #expect(isNoted)
          longest = max(longest, .now - middle)
        }
        _ = await daemon.stop()
        return longest
      }
      // Five seconds are for a machine that runs other tests beside it. With the evaluation among what serves it was minutes.
      #expect(longest < .seconds(5), "\(longest)")
    }
  }

  /// Five nested rounds of ten: a hundred thousand rounds for each case.
  private static func sweep(_ daemon: Daemon) async -> UnixHTTP.Answer? {
    let ten = "[1,2,3,4,5,6,7,8,9,10]"
    let rounds = ["a", "b", "c", "d", "e"].reversed().reduce("a + b + c + d + e > 0") { "\(ten).all(\($1), \($0))" }
    let body = #"{"event":"note","data":{"count":1},"dry_run":true,"where":"\#(rounds)"}"#
    return await daemon.http.send("POST", "/v1/sweeps", headers: [API.worker], body: Array(body.utf8))
  }
}
