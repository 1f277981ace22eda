import Foundation
import Glibc
import LookbackTesting
import Testing

/// What an administrator does to a running daemon by SIGHUP.
@Suite("a running daemon takes new definitions", .serialized, .timeLimit(.minutes(25)))
struct ReloadTests {
  @Test("SIGHUP publishes a new version for new cases, refuses a file with errors, and keeps what was in use")
  func reload() async throws {
    try await withFolder { folder in
      let workflows = try DrillWorkflow.folder(in: folder)
      let file = workflows.appending(path: "drill.yaml")
      let daemon = try await Daemon.start(in: folder, workflows: workflows)
      try await Household.addWorker(to: daemon)
      try await open("before", daemon)

      let second = DrillWorkflow.text.replacing("version: 1", with: "version: 2")
      try Data(second.replacing("note: {", with: "shout: {needs: [count]}\n      note: {").utf8).write(to: file)
      daemon.process.send(signal: SIGHUP)
      try await waitForLog("the definitions were read again", daemon)
      try await open("after", daemon)
      #expect(try await daemon.lookback(["do", "before", "shout", "count=1"], as: "worker").status == 1)
      try await daemon.done(["do", "after", "shout", "count=1"], as: "worker")

      try Data(second.replacing("version: 2", with: "version: 3").replacing("to: done", with: "to: dne").utf8)
        .write(to: file)
      daemon.process.send(signal: SIGHUP)
      try await waitForLog("the definitions in use stay as they were", daemon)
      #expect(daemon.process.errorsSoFar.contains(#/drill\.yaml:\d+:\d+: error: .*dne/#))
      try await daemon.done(["do", "after", "shout", "count=2"], as: "worker")
      #expect(try await daemon.done(["workflow", "show", "drill"]).hasPrefix("drill 2 "))

      // What is proved to go wrong is refused like what cannot be read, here and when somebody publishes it.
      let stuck = second.replacing("version: 2", with: "version: 3").replacing("done: {final: true}", with: "done: {}")
      try Data(stuck.utf8).write(to: file)
      daemon.process.send(signal: SIGHUP)
      try await waitForLog("nothing leaves `done`", daemon)
      let refused = try await daemon.lookback(["workflow", "publish", file.path])
      #expect(refused.status != 0 && refused.errors.contains("[dead-end]"), "\(refused.errors)")
      #expect(refused.errors.contains("  done: {}\n  ^\n    open → open\n"), "\(refused.errors)")
      let checked = try await daemon.lookback(["workflow", "check", file.path, "--lang", "zh"])
      let refusedInChinese = try await daemon.lookback(["workflow", "publish", file.path, "--lang", "zh"])
      let sentence = "“done”没有出路：请添加事件，或写 final: true [dead-end]"
      #expect(checked.output.contains(sentence) && refusedInChinese.errors.contains(sentence))

      // The text of a published version may not change either.
      try Data(second.replacing("20 days", with: "30 days").utf8).write(to: file)
      daemon.process.send(signal: SIGHUP)
      try await waitForLog("published-version-changed", daemon)
      let ending = await daemon.stop()
      #expect(ending.status == 0, "\(ending.errors)")
    }
  }

  private func open(_ number: String, _ daemon: Daemon) async throws {
    try await daemon.done(["case", "open", "drill", "number=\(number)"], as: "worker")
  }

  private func waitForLog(_ words: String, _ daemon: Daemon) async throws {
    let process = daemon.process
    try await Waiting.until("the log says: \(words)", within: 180) { process.errorsSoFar.contains(words) }
  }
}
