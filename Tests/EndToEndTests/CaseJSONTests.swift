import Foundation
import Testing

@Suite("a case as JSON", .timeLimit(.minutes(25)))
struct CaseJSONTests {
  @Test("a case that runs has no end")
  func running() async throws {
    try await withFolder { folder in
      let daemon = try await Daemon.start(in: folder, workflows: try DrillWorkflow.folder(in: folder))
      try await Household.addWorker(to: daemon)
      try await daemon.done(["case", "open", "drill", "number=one"], as: "worker")
      let shown = try await daemon.done(["case", "show", "one", "--json"])
      #expect(shown.contains("\"opened\"") && !shown.contains("null"), "\(shown)")
      #expect(await daemon.stop().status == 0)
    }
  }
}
