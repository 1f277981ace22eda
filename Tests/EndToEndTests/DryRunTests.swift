import Foundation
import Testing

@Suite("a dry run says what the command would be told", .timeLimit(.minutes(25)))
struct DryRunTests {
  private static let file = """
    notation: 1
    workflow: file
    version: 1
    title: {en: file, zh: 卷}
    calendar: plain
    timezone: Asia/Shanghai
    data:
      n: {type: text, unique: true, title: {en: n, zh: 号}}
      other: {type: case, title: {en: other, zh: 他件}}
    roles:
      office: {post: clerk, of: desk, title: {en: office, zh: 办}}
    states:
      open:
        title: {en: open, zh: 开}
        who: office
        waits: without limit
        events:
          name: {title: {en: name, zh: 命名}, needs: [n]}
          draw: {title: {en: draw, zh: 取号}, number: {register: R, per: ever, into: data.n}}
          join: {title: {en: join, zh: 并}, needs: [other], if: [{cel: data.other.state == 'open', else: {en: over, zh: 已毕}}]}
          close: {title: {en: close, zh: 结}, to: done}
      done: {title: {en: done, zh: 完}, final: true}
    """

  private func withFiles(_ body: (Daemon) async throws -> Void) async throws {
    try await withFolder { folder in
      let daemon = try await Desk.start(["file": Self.file], in: folder).daemon
      try await body(daemon)
      #expect(await daemon.stop().status == 0)
    }
  }

  private func open(_ daemon: Daemon, _ data: [String] = []) async throws -> String {
    let answer = try await daemon.done(["case", "open", "file", "--json"] + data, as: "ann")
    return try #require(JSONText(answer).first("case"))
  }

  /// What the dry run of the command is told, then what the command is told.
  private func both(_ arguments: [String], _ daemon: Daemon) async throws -> [Program.Ending] {
    let dry = try await daemon.lookback(arguments + ["--dry-run"], as: "ann")
    return [dry, try await daemon.lookback(arguments, as: "ann")]
  }

  @Test("of one command: a value that is taken, by whom, a number that the register would give, a case that has ended")
  func commands() async throws {
    try await withFiles { daemon in
      let holder = try await open(daemon, ["n=A"])
      let other = try await open(daemon, ["n=B"])
      for (arguments, words) in [
        (["do", other, "name", "n=A"], holder), (["do", other, "join", "other=C"], "C"),
        (["do", other, "join", "other=number:\(holder)"], holder), (["do", other, "join", "other=id:A"], "id:A"),
      ] {
        let told = try await both(arguments, daemon)
        #expect(told.map(\.status) == [1, 1] && told[0].errors == told[1].errors, "\(arguments): \(told)")
        #expect(told[0].errors.contains(words), "\(told[0].errors)")
      }
      // Nobody has the numbers that are drawn, but for the last.
      for _ in 0..<2 {
        #expect(try await both(["do", try await open(daemon), "draw"], daemon).map(\.status) == [0, 0])
      }
      _ = try await open(daemon, ["n=R3号"])
      let drawn = try await both(["do", try await open(daemon), "draw"], daemon)
      #expect(drawn.map(\.status) == [1, 1] && drawn[0].errors == drawn[1].errors, "\(drawn)")
      for name in [holder, "id:\(holder)", "number:A", "A"] {
        #expect(try await both(["do", other, "join", "other=\(name)"], daemon).map(\.status) == [0, 0])
        let shown = JSONText(try await daemon.done(["case", "show", other, "--json"]))
        #expect(shown.first("other") == holder, "\(name)")
      }
      try await daemon.done(["do", holder, "close"], as: "ann")
      let ended = try await both(["do", other, "join", "other=A"], daemon)
      #expect(ended.map(\.status) == [1, 1] && ended[0].errors == ended[1].errors, "\(ended)")
    }
  }

  @Test("of many commands: what the first would take is taken for the others")
  func sweeps() async throws {
    try await withFiles { daemon in
      for _ in 0..<4 { _ = try await open(daemon) }
      let arguments = ["do", "--where", "true", "name", "n=A", "--json"]
      let counts = try await both(arguments, daemon).map { JSONText($0.output).all("refused").last }
      #expect(counts == ["3", "3"])
      let drawing = try await both(["do", "--where", "true", "draw", "--json"], daemon)
      #expect(drawing.map { JSONText($0.output).all("refused").last } == ["0", "0"])
    }
  }
}
