import Foundation
import LookbackTesting
import Testing

/// The daemon and its private database, moved from the command line on a test clock.
@Suite("every construct of the notation runs in the daemon", .timeLimit(.minutes(25)))
struct NotationTests {
  private static let clerk = "desk.clerk"

  @Test(
    "guards, signals, clocks that halt and are extended, units added late, joins, a whole approval, a number, a look-back"
  )
  func whole() async throws {
    try await withOffices { daemon in
      let (id, other) = (try await open(daemon), try await open(daemon))
      try await refused(daemon, id, ["accept", "units="], as: Self.clerk, "name a unit")
      try await daemon.done(
        ["do", id, "accept", "units=a", "helpers=h", "costly=true", "related=\(other)"], as: Self.clerk)
      try await noted(other, daemon)

      try await daemon.done(["do", id, "ask"], as: Self.clerk)
      try await daemon.done(["clock", "advance", "2024-04-10"])
      #expect(try await daemon.done(["case", "history", id, "--json"]).contains("overdue answer") == false)
      try await daemon.done(["do", id, "hear"], as: Self.clerk)
      try await refused(daemon, id, ["extend answer", "reason=late"], as: "desk.head", "ask")
      try await daemon.done(["do", id, "ask to extend answer", "reason=two units"], as: Self.clerk)
      try await refused(daemon, id, ["extend answer", "reason=late"], as: Self.clerk, "head@desk")
      try await daemon.done(["do", id, "extend answer"], as: "desk.head")

      try await daemon.done(["do", id, "change units", "units=a,b"], as: Self.clerk)
      try await daemon.done(["do", id, "finish"], as: "a.hand")
      try await refused(daemon, id, ["draft", "text=one"], as: Self.clerk, "b")
      try await daemon.done(["do", id, "finish"], as: "b.hand")
      try await daemon.done(["do", id, "draft", "text=one"], as: Self.clerk)
      try await approve(id, daemon)
      let shown = try await daemon.done(["case", "show", id])
      #expect(shown.contains("青函〔2024〕1号"), "\(shown)")
      #expect(try await state(of: id, daemon) == "answered")
      try await lookBack(id, daemon)
    }
  }

  @Test("a breach of a clock and of an approval, a refusal to a state, and an event of anywhere")
  func breaches() async throws {
    try await withOffices { daemon in
      let id = try await open(daemon)
      try await daemon.done(["do", id, "accept", "units=a"], as: Self.clerk)
      try await daemon.done(["clock", "advance", "2024-04-10"])
      #expect(try await daemon.done(["case", "show", id, "--json"]).contains("\"overdue\":true"))
      try await daemon.done(["do", id, "finish"], as: "a.hand")
      try await daemon.done(["do", id, "draft", "text=one"], as: Self.clerk)
      try await daemon.done(["clock", "advance", "2024-04-20"])
      #expect(try await daemon.done(["case", "history", id, "--json"]).contains("slow approval"))
      try await daemon.done(["do", id, "refuse", "reason=too short"], as: "desk.checker")
      #expect(try await state(of: id, daemon) == "drafting")
      try await refused(daemon, id, ["withdraw"], as: Self.clerk, "reason")
      try await daemon.done(["do", id, "withdraw", "reason=settled"], as: Self.clerk)
      #expect(try await state(of: id, daemon) == "closed")
    }
  }

  /// A signal arrives when its message is delivered, soon after.
  private func noted(_ id: String, _ daemon: Daemon) async throws {
    for _ in 0..<100 {
      if JSONText(try await daemon.done(["case", "show", id, "--json"])).first("score") == "100" { return }
      await Waiting.moment(microseconds: 100_000)
    }
    Issue.record("no signal reached case \(id)")
  }

  /// Four eyes; an edit voids what was decided; a refusal goes back to a step; two sign beside each other.
  private func approve(_ id: String, _ daemon: Daemon) async throws {
    try await refused(daemon, id, ["approve"], as: Self.clerk, "draft")
    try await refused(daemon, id, ["approve"], as: "desk.head", "checker@desk")
    try await daemon.done(["do", id, "approve"], as: "desk.checker")
    try await daemon.done(["do", id, "approve"], as: "desk.finance")
    try await daemon.done(["do", id, "edit", "text=two"], as: Self.clerk)
    try await refused(daemon, id, ["approve"], as: "desk.legal", "checker@desk")
    for person in ["editor", "legal", "finance"] { try await daemon.done(["do", id, "approve"], as: "desk.\(person)") }
    try await daemon.done(["do", id, "refuse", "reason=tone"], as: "desk.head")
    for person in ["checker", "finance", "legal", "head"] {
      #expect(try await state(of: id, daemon) == "signing")
      try await daemon.done(["do", id, "approve"], as: "desk.\(person)")
    }
  }

  /// Half a year after the end the case is before somebody's eyes again, and a new round begins.
  private func lookBack(_ id: String, _ daemon: Daemon) async throws {
    try await daemon.done(["do", id, "close"], as: Self.clerk)
    #expect(try await daemon.done(["worklist"], as: Self.clerk).contains(id) == false)
    try await daemon.done(["clock", "advance", "2024-10-14"])
    #expect(try await daemon.done(["worklist"], as: Self.clerk).contains(id))
    try await daemon.done(["do", id, "look again"], as: Self.clerk)
    #expect(try await state(of: id, daemon) == "working")
    try await refused(daemon, id, ["draft", "text=three"], as: Self.clerk, "a")
  }

  private func withOffices(_ body: (Daemon) async throws -> Void) async throws {
    try await withFolder { folder in
      let daemon = try await Daemon.start(in: folder, workflows: try NotationWorkflow.folder(in: folder))
      try await daemon.done(["clock", "advance", "2024-03-04"])
      let posts = ["clerk", "head", "checker", "editor", "legal", "finance"].map { ("desk", $0) }
      for unit in ["desk", "a", "b", "h"] { try await daemon.done(["unit", "add", unit, "--name", unit]) }
      for (unit, post) in posts + ["a", "b", "h"].map({ ($0, "hand") }) {
        try await daemon.done(["person", "add", "\(unit).\(post)", "--name", "\(unit).\(post)"])
        try await daemon.done(["post", "add", "\(unit).\(post)", "\(post)@\(unit)"])
      }
      // Who drafts could check, too, were it not for four eyes.
      try await daemon.done(["post", "add", Self.clerk, "checker@desk"])
      try await body(daemon)
      _ = await daemon.stop()
    }
  }

  private func open(_ daemon: Daemon) async throws -> String {
    try #require(
      JSONText(try await daemon.done(["case", "open", "matter", "--json"], as: Self.clerk)).first("case"))
  }

  private func state(of id: String, _ daemon: Daemon) async throws -> String? {
    JSONText(try await daemon.done(["case", "show", id, "--json"])).first("state")
  }

  private func refused(
    _ daemon: Daemon, _ id: String, _ words: [String], as person: String, _ reason: String
  ) async throws {
    let ending = try await daemon.lookback(["do", id] + words, as: person)
    #expect(ending.status == 1 && ending.errors.contains(reason), "\(words): \(ending)")
  }
}
