import Foundation
import LookbackTesting
import Testing

/// A case that its own events do not help, on a real daemon: administrators put it right, or a new version does.
@Suite("a case that is stuck", .timeLimit(.minutes(25)))
struct StuckCaseTests {
  private static func matter(version: Int, mend: String = "", lapse: String) -> String {
    Desk.definition(
      "matter", version: version,
      data: "{received: {type: date, title: {en: received}}, second: {type: date, title: {en: second}}}",
      """
      states:
        open:
          title: {en: open}
          who: office
          events:
            finish: {title: {en: finish}, to: done}
            lapse: \(lapse)
        done: {title: {en: done}, final: true}
      \(mend)
      """)
  }

  private static let blocking = "{title: {en: lapse}, after: 10 days, set: {second: data.received + 30}, to: done}"

  /// A case that has been blocked since its tenth day; its number.
  private func withBlocked(
    mend: String = "", _ body: (Daemon, String, URL, String) async throws -> Void
  ) async throws {
    let conninfo = try await TestCluster.shared.database()
    try await withFolder { folder in
      let text = Self.matter(version: 1, mend: mend, lapse: Self.blocking)
      let daemon = try await Desk.start(
        ["matter": text], in: folder, database: .existing(conninfo: conninfo)
      ).daemon
      for person in ["chief", "deputy"] { try await daemon.done(["person", "add", person, "--name", person]) }
      let id = JSONText(try await daemon.done(["case", "open", "matter", "--json"], as: "ann")).first("case") ?? ""
      try await daemon.done(["clock", "advance", "2025-03-20"])
      #expect(try await daemon.done(["case", "show", id]).contains("data.received + 30"))
      try await body(daemon, id, folder, conninfo)
      #expect(await daemon.stop().status == 0)
      let verify = try await Program.start(
        try Built.path(of: "lookbackd"), ["verify", "--database", conninfo], in: folder
      ).ending()
      #expect(verify.status == 0, "\(verify.output) \(verify.errors)")
    }
  }

  private func events(_ id: String, _ daemon: Daemon) async throws -> [String] {
    JSONText(try await daemon.done(["case", "history", id, "--json"])).all("event")
  }

  private func doctor(_ conninfo: String, in folder: URL) async throws -> String {
    try await Program.start(
      try Built.path(of: "lookbackd"), ["doctor", "--database", conninfo], environment: ["LC_ALL": "C.UTF-8"],
      in: folder
    ).ending().output
  }

  @Test("is put right by one administrator with a reason, and goes on by itself; its state can be put back")
  func one() async throws {
    try await withBlocked { daemon, id, _, _ in
      let mend = ["case", "mend", id]
      let bare = try await daemon.lookback(mend + ["--set", "received=2025-03-01"], as: "chief")
      #expect(bare.status != 0 && bare.errors.contains("--reason"), "\(bare.errors)")
      let empty = try await daemon.lookback(mend + ["--reason", "x"], as: "chief")
      #expect(empty.status == 1 && empty.errors.contains("say what is to be put right"), "\(empty.errors)")
      let unknown = try await daemon.lookback(mend + ["--state", "dome", "--reason", "x"], as: "chief")
      #expect(unknown.status == 1 && unknown.errors.contains("did you mean `done`?"), "\(unknown.errors)")
      let still = try await daemon.lookback(mend + ["--retry", "lapse", "--reason", "x"], as: "chief")
      #expect(still.status == 1 && still.errors.contains("data.received + 30"), "\(still.errors)")
      #expect(try await events(id, daemon) == ["open", "blocked lapse"])

      let key = ["--key", "once"]
      let given = mend + ["--set", "received=2025-03-01", "--reason", "left out"] + key
      try await daemon.done(given, as: "chief")
      #expect(try await daemon.done(given + ["--json"], as: "chief").contains("\"replayed\":true"))
      #expect(try await events(id, daemon) == ["open", "blocked lapse", "mended", "lapse"])
      let history = try await daemon.done(["case", "history", id, "--json"])
      #expect(history.contains("left out") && history.contains("\"actor\":\"chief\""))

      try await daemon.done(mend + ["--state", "open", "--reason", "closed by mistake"], as: "chief")
      #expect(JSONText(try await daemon.done(["case", "show", id, "--json"])).first("state") == "open")
      try await daemon.done(["do", id, "finish"], as: "ann")
    }
  }

  @Test("waits for a second administrator where the definition says so, and is named until then")
  func two() async throws {
    try await withBlocked(mend: "mend: {by: two}") { daemon, id, folder, conninfo in
      let mend = ["case", "mend", id]
      try await daemon.done(mend + ["--set", "received=2025-03-01", "--reason", "left out"], as: "chief")
      #expect(try await events(id, daemon).last == "mend proposed")
      let shown = try await daemon.done(["case", "show", id])
      #expect(shown.contains("received = date('2025-03-01')") && shown.contains("left out"), "\(shown)")
      #expect(try await daemon.done(["worklist"], as: "deputy").contains(id))
      #expect(try await doctor(conninfo, in: folder).contains("second administrator: \(id)"))
      let own = try await daemon.lookback(mend + ["--confirm", "3"], as: "chief")
      #expect(own.status == 1 && own.errors.contains("chief"), "\(own.errors)")
      let wrong = try await daemon.lookback(mend + ["--confirm", "2"], as: "deputy")
      #expect(wrong.status == 1, "\(wrong.errors)")
      try await daemon.done(mend + ["--confirm", "3"], as: "deputy")
      #expect(try await events(id, daemon).suffix(2) == ["mended", "lapse"])
      #expect(try await daemon.done(["worklist"], as: "deputy").contains(id) == false)
      #expect(try await doctor(conninfo, in: folder).contains("second administrator") == false)
    }
  }

  @Test("is moved to a version that asks for nothing, and goes on by itself")
  func migrated() async throws {
    try await withBlocked { daemon, id, folder, conninfo in
      #expect(try await doctor(conninfo, in: folder).contains("\(id) lapse"))
      let second = folder.appending(path: "matter-2.yaml")
      let text = Self.matter(
        version: 2, mend: "moves: {from: 1}", lapse: "{title: {en: lapse}, after: 10 days, to: done}")
      try Data(text.utf8).write(to: second)
      try await daemon.done(["workflow", "publish", second.path])
      try await daemon.done(["workflow", "migrate", "matter", "--yes"])
      #expect(try await events(id, daemon) == ["open", "blocked lapse", "moved", "lapse"])
      #expect(JSONText(try await daemon.done(["case", "show", id, "--json"])).first("state") == "done")
      #expect(try await doctor(conninfo, in: folder).contains("\(id) lapse") == false)
    }
  }
}
