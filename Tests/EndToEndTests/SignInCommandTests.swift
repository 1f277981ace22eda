import Foundation
import LookbackTesting
import Testing

/// Signing in over TCP with the command line, as people do it.
@Suite("people sign in with the command line", .timeLimit(.minutes(10)))
struct SignInCommandTests {
  @Test("a first password is changed, the session acts and ends; with an authenticator a code is asked for")
  func story() async throws {
    try await withFolder { folder in
      let port = FreePort.take()
      let daemon = try await Daemon.start(
        in: folder, workflows: try DrillWorkflow.folder(in: folder), listen: "127.0.0.1:\(port)")
      try await Household.addWorker(to: daemon)
      let initial = try await daemon.done(["password", "reset", "worker"]).trimmingCharacters(
        in: .whitespacesAndNewlines)
      let program = try Built.path(of: "lookback")
      func typed(_ lines: [String], _ arguments: [String]) async throws -> Program.Ending {
        let input = folder.appending(path: "typed")
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: input)
        return try await Program.start(
          "/bin/sh", ["-c", "exec \"$0\" \"$@\" < '\(input.path)'", program] + arguments,
          environment: [
            "LOOKBACK_URL": "http://127.0.0.1:\(port)", "LOOKBACK_SOCKET": "", "XDG_STATE_HOME": folder.path,
          ], in: folder
        ).ending()
      }
      let wrong = try await typed(["not it"], ["login", "worker"])
      #expect(wrong.status == 1 && wrong.errors.contains("is wrong"), "\(wrong)")
      let first = try await typed([initial], ["login", "worker"])
      #expect(first.status == 0 && first.output.contains("lookback password change"), "\(first)")
      #expect(try await typed([], ["case", "list"]).errors.contains("only choose a new password"))
      let weak = try await typed([initial, "short"], ["password", "change"])
      #expect(weak.status == 1 && weak.errors.contains("fewer than 8 characters"), "\(weak)")
      let changed = try await typed([initial, "a drill in the yard"], ["password", "change"])
      #expect(changed.status == 0, "\(changed)")
      #expect(try await typed(["a drill in the yard"], ["login", "worker"]).status == 0)
      let opened = try await typed([], ["case", "open", "drill", "number=s-1"])
      #expect(opened.status == 0, "\(opened)")
      #expect(try await daemon.done(["case", "history", "s-1", "--json"]).contains("\"via\":\"token "))
      let sessions = try await typed([], ["session", "list"])
      #expect(sessions.output.contains("worker"), "\(sessions)")
      let kept = folder.appending(path: "lookback/sessions")
      let rights = try FileManager.default.attributesOfItem(atPath: kept.path)[.posixPermissions] as? Int
      #expect(rights == 0o600)
      #expect(try await typed([], ["logout"]).status == 0)
      #expect(try await typed([], ["case", "list"]).status == 1)
      #expect(try await typed([], ["logout"]).status == 2)
      let secret = try await typed(["000000"], ["authenticator", "add"])
      #expect(secret.status == 1, "nobody is signed in: \(secret)")
      _ = await daemon.stop()
    }
  }
}
