import Foundation
import LookbackTesting
import Testing

@Suite("make demo", .timeLimit(.minutes(10)))
struct DemoTests {
  @Test("tells the story of the letter and loads the sample year, with the programs as they are")
  func story() async throws {
    try await withFolder { folder in
      let kept = folder.appending(path: "pid")
      let demo = try Program.start(
        "/bin/bash", [Built.repository.appending(path: "scripts/demo").path],
        environment: [
          "LOOKBACK_DEMO_PROGRAMS": URL(filePath: try Built.path(of: "lookbackd")).deletingLastPathComponent().path,
          "LOOKBACK_DEMO_LISTEN": "127.0.0.1:\(FreePort.take())", "LOOKBACK_DEMO_PID": kept.path, "TMPDIR": folder.path,
        ], in: folder)
      let ending = await demo.ending()
      let pid = (try? String(contentsOf: kept, encoding: .utf8)).flatMap { pid_t($0.filter(\.isNumber)) }
      if let pid {
        kill(pid, SIGTERM)
        // Nobody may have collected its exit code; of such a process the command line is empty.
        let commandLine = URL(filePath: "/proc/\(pid)/cmdline")
        try await Waiting.until("the daemon of the demo has stopped") {
          (try? Data(contentsOf: commandLine))?.isEmpty ?? true
        }
      }
      #expect(ending.status == 0, "\(ending.output.suffix(2_000))\(ending.errors.suffix(2_000))")
      #expect(pid != nil && ending.output.contains("(no difference)") && ending.output.contains("Look around"))
    }
  }
}
