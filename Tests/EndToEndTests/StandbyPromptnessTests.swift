import Foundation
import LookbackTesting
import Testing

/// What is promised in seconds, tried while no other test runs.
@Suite("a standby that commits wait for", .timeLimit(.minutes(25)))
struct StandbyPromptnessTests {
  @Test("is away: `/v1/ready` says so within five seconds and commands are told at once, until it is back")
  func away() async throws {
    try await withFolder { folder in
      let pair = try await StandbyPair(in: folder)
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
      try await Waiting.until("it is ready again", within: 120) {
        await daemon.http.send("GET", "/v1/ready")?.status == 200
      }
      #expect(await daemon.http.send("POST", API.cases, headers: headers, body: body)?.status ?? 0 < 300)
      #expect(await daemon.stop().status == 0)
      await pair.remove()
    }
  }
}
