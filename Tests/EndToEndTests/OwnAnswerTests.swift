import Foundation
import Testing

/// What one command does wrong is that command's answer, and what it did is what it is told ever after.
@Suite("each command has its own answer", .timeLimit(.minutes(25)))
struct OwnAnswerTests {
  private static let lapse = Desk.definition(
    "lapse", data: "{n: {type: text, unique: true, title: {en: n}}}",
    """
    states:
      open:
        title: {en: open}
        who: office
        events:
          draw: {title: {en: draw}, number: {register: R, per: ever, into: data.n}}
          park: {title: {en: park}, to: parked}
          lapse: {title: {en: lapse}, after: 1 minute, number: {register: R, per: ever, into: data.n}, to: done}
      parked:
        title: {en: parked}
        who: office
        waits: without limit
        events:
          finish: {title: {en: finish}, to: done}
      done: {title: {en: done}, final: true}
    """)

  private static let other = Desk.definition(
    "other", data: "{n: {type: text, title: {en: n}}}",
    """
    states:
      open:
        title: {en: open}
        who: office
        events:
          lapse: {title: {en: lapse}, after: 1 minute, to: done}
      done: {title: {en: done}, final: true}
    """)

  private func withLapse(_ body: (Daemon) async throws -> Void) async throws {
    try await withFolder { folder in
      let daemon = try await Desk.start(["lapse": Self.lapse, "other": Self.other], in: folder).daemon
      try await body(daemon)
      _ = await daemon.stop()
    }
  }

  private func open(_ workflow: String, _ daemon: Daemon, _ data: [String] = []) async throws -> String {
    let answer = try await daemon.done(["case", "open", workflow, "--json"] + data, as: "ann")
    return JSONText(answer).all("case").first ?? ""
  }

  @Test(
    "a drawn number that a case has already is refused with the register and the remedy; other timers are not held up")
  func drawnNumberIsTaken() async throws {
    try await withLapse { daemon in
      let holder = try await open("lapse", daemon, ["n=R1号"])
      try await daemon.done(["do", holder, "park"], as: "ann")
      let drawing = try await open("lapse", daemon)
      let ending = try await daemon.lookback(["do", drawing, "draw"], as: "ann")
      #expect(ending.status == 1)
      for text in ["R1号", holder, "lookback register set R --period 0 --next 2"] {
        #expect(ending.errors.contains(text), "\(ending.errors)")
      }
      for _ in 0..<20 { _ = try await open("other", daemon) }
      try await daemon.done(["clock", "advance", "2025-03-03T02:00:00Z"])
      let open = try await daemon.done(["case", "list", "--workflow", "other", "--state", "open", "--json"])
      #expect(JSONText(open).all("id").isEmpty, "all 20 have ended: \(open)")
      try await daemon.done(["register", "set", "R", "--period", "0", "--next", "2"])
    }
  }

  @Test("an opening that is sent again is answered with what it did the first time")
  func repeatedOpening() async throws {
    try await withLapse { daemon in
      let arguments = ["case", "open", "other", "--key", "k1", "--json"]
      let first = try await daemon.done(arguments, as: "ann")
      #expect(first.contains("\"replayed\":false") && first.contains("\"state\":\"open\""), "\(first)")
      try await daemon.done(["clock", "advance", "2025-03-03T02:00:00Z"])
      let again = try await daemon.done(arguments, as: "ann")
      #expect(again == first.replacingOccurrences(of: "\"replayed\":false", with: "\"replayed\":true"))
    }
  }

  @Test("a case's own number always means it: a business number that is another case's number is refused")
  func numberOfAnotherCase() async throws {
    try await withLapse { daemon in
      let first = try await open("lapse", daemon)
      let ending = try await daemon.lookback(["case", "open", "lapse", "n=\(first)"], as: "ann")
      #expect(ending.status == 1 && ending.errors.contains("\(first) is the number of another case"), "\(ending)")
      let second = try await open("lapse", daemon, ["n=17"])
      try await daemon.done(["do", "id:\(first)", "park"], as: "ann")
      try await daemon.done(["do", "number:17", "park"], as: "ann")
      for name in [second, "17", "id:\(second)"] {
        #expect(try await daemon.done(["case", "show", name, "--json"]).contains("\"parked\""))
      }
    }
  }

  @Test("an id of a command is bounded on every way in, and holds up nobody")
  func unfitID() async throws {
    try await withLapse { daemon in
      let id = try await open("lapse", daemon)
      let long = String(repeating: "i", count: 3_000)
      let body = "{\"commands\":[{\"case\":\"\(id)\",\"event\":\"park\",\"id\":\"\(long)\"}]}"
      let answer = try #require(
        await daemon.http.send("POST", "/v1/commands", headers: [("Lookback-As", "ann")], body: Array(body.utf8)))
      #expect(answer.status == 400 && answer.body.contains("\"pointer\":\"/commands/0/id\""), "\(answer.body)")
      let header = try #require(
        await daemon.http.send(
          "POST", "/v1/cases/\(id)/events", headers: [("Lookback-As", "ann"), ("Idempotency-Key", long)],
          body: Array("{\"event\":\"park\"}".utf8)))
      #expect(header.status == 400 && header.body.contains("unfit-command-id"), "\(header.body)")
      try await daemon.done(["do", id, "park"], as: "ann")
    }
  }
}
