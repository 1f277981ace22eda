import Foundation
import Testing

/// A short run of the fuzzer that `make fuzz` runs at length.
@Suite("requests that are made from what the addresses declare", .timeLimit(.minutes(20)))
struct FuzzTests {
  @Test("are answered as the API says, right and wrong ones, and nobody else waits")
  func short() async throws {
    try await withFolder { folder in
      let workflows = Built.repository.appending(path: "workflows").path
      let seed = "\(Int.random(in: 1...1_000_000))"
      let requests = ProcessInfo.processInfo.environment["LOOKBACK_FUZZ_REQUESTS"] ?? "2000"
      let run = try Program.start(try Built.path(of: "HTTPFuzz"), [requests, seed, workflows], in: folder)
      let ending = await run.ending()
      #expect(ending.status == 0, "\(ending.output)\(ending.errors)")
    }
  }
}
