import Foundation
import LookbackTesting
import Testing

/// Who may ask, and until when: tokens over TCP, posts that are taken away.
@Suite("tokens and posts end when an administrator says so", .timeLimit(.minutes(25)))
struct TokenTests {
  @Test("a token is a person until it is revoked; on TCP nobody is an administrator")
  func token() async throws {
    try await withFolder { folder in
      let port = FreePort.take()
      let daemon = try await Daemon.start(
        in: folder, workflows: try DrillWorkflow.folder(in: folder), listen: "127.0.0.1:\(port)")
      try await Household.addWorker(to: daemon)
      let token = try await daemon.done(["token", "add", "worker"]).trimmingCharacters(in: .whitespacesAndNewlines)
      func ask(_ arguments: [String], _ token: String) async throws -> Program.Ending {
        try await Program.start(
          try Built.path(of: "lookback"), arguments,
          environment: ["LOOKBACK_URL": "http://127.0.0.1:\(port)", "LOOKBACK_TOKEN": token, "LOOKBACK_SOCKET": ""],
          in: folder
        ).ending()
      }
      let opened = try await ask(["case", "open", "drill", "number=t-1"], token)
      #expect(opened.status == 0, "\(opened.errors)")
      #expect(try await daemon.done(["case", "history", "t-1", "--json"]).contains("\"via\":\"token 1\""))
      let metrics = try await ask(["metrics"], token)
      #expect(metrics.output.contains("lookback_commands_total{outcome=\"done\"} 1\n"), "\(metrics.output)")
      #expect(try await ask(["metrics"], "lb_wrong").status == 1)
      let administering = try await ask(["person", "add", "mallory", "--name", "M"], token)
      #expect(administering.status == 1, "\(administering.errors)")
      #expect(try await ask(["case", "list", "--as", "worker"], "lb_wrong").status == 1)
      #expect(try await daemon.done(["token", "list"]).contains("worker"))
      try await daemon.done(["token", "revoke", "1"])
      let late = try await ask(["case", "list"], token)
      #expect(late.status == 1 && late.errors.contains("not known"), "\(late.errors)")
      #expect(try await daemon.lookback(["token", "revoke", "1"]).status == 1)
      _ = await daemon.stop()
    }
  }

  @Test("a person whose post was taken away may not act, and the worklist is empty")
  func post() async throws {
    try await withFolder { folder in
      let daemon = try await Daemon.start(in: folder, workflows: try DrillWorkflow.folder(in: folder))
      try await Household.addWorker(to: daemon)
      try await daemon.done(["case", "open", "drill", "number=p-1"], as: "worker")
      #expect(try await daemon.done(["worklist"], as: "worker").contains("p-1"))
      try await daemon.done(["post", "remove", "worker", "worker@drill"])
      #expect(try await !daemon.done(["worklist"], as: "worker").contains("p-1"))
      let refused = try await daemon.lookback(["do", "p-1", "note", "count=1"], as: "worker")
      #expect(refused.status == 1 && refused.errors.contains("no such case"), "\(refused.errors)")
      #expect(try await daemon.lookback(["post", "remove", "worker", "worker@drill"]).status == 1)
      _ = await daemon.stop()
    }
  }
}
