import Foundation
import Testing

/// Somebody is away and another acts: from the command line to history.
@Suite("substitutes from the command line", .timeLimit(.minutes(25)))
struct SubstituteCommandTests {
  @Test("named, listed, used and ended; history says for whom, in both languages")
  func life() async throws {
    try await withFolder { folder in
      let daemon = try await Daemon.start(in: folder, workflows: try DrillWorkflow.folder(in: folder))
      try await Household.addWorker(to: daemon)
      try await daemon.done(["person", "add", "deputy", "--name", "Deputy"])
      try await daemon.done(["case", "open", "drill", "number=1"], as: "worker")
      let before = try await daemon.lookback(["do", "1", "note", "count=1"], as: "deputy")
      #expect(before.status != 0 && before.errors.contains("no such case"), "\(before)")

      let period = ["--from", "2019-01-20", "--until", "2019-04-19"]
      try await daemon.done(["substitute", "add", "worker", "deputy"] + period, as: "worker")
      #expect(try await daemon.done(["substitute", "list"]).contains("in force"))
      #expect(try await daemon.done(["worklist"], as: "deputy").contains("worker@drill"))
      try await daemon.done(["do", "1", "note", "count=2"], as: "deputy")
      #expect(try await daemon.done(["case", "history", "1", "--lang", "en"]).contains("deputy for worker"))
      #expect(try await daemon.done(["case", "history", "1", "--lang", "zh"]).contains("deputy（代 worker）"))

      try await daemon.done(["substitute", "end", "1"])
      #expect(try await daemon.done(["substitute", "list"]).contains("ended"))
      let after = try await daemon.lookback(["do", "1", "note", "count=3"], as: "deputy")
      #expect(after.status != 0, "\(after)")
      let wrong = try await daemon.lookback(["substitute", "add", "worker", "worker"] + period)
      #expect(wrong.status != 0 && wrong.errors.contains("nobody substitutes for themselves"), "\(wrong)")
      _ = await daemon.stop()
    }
  }
}
