import Foundation
import Testing

/// An office enters on Monday what came on Friday: ten working days at most, and with a reason.
@Suite("dating back from the command line", .timeLimit(.minutes(25)))
struct DatingBackCommandTests {
  private static let clerk = "congress-office.clerk"
  private static let office = "government-office.inspector"

  @Test("who may dates back, and the entry is marked wherever it is shown; who may not is told who may")
  func marked() async throws {
    try await withStrictDaemon { daemon in
      try await Household.addOffices(to: daemon)
      try await daemon.done(["clock", "advance", "2019-01-28"])
      let open = [
        "case", "open", "recommendation", "number=D-1", "subject=x", "lead=deputy", "received=2019-01-25", "--on",
      ]
      for (words, said) in [
        (open + ["2019-01-25"], "reason"), (open + ["2019-01-11", "reason=x"], "2019-01-14 is the earliest day"),
      ] {
        let refused = try await daemon.lookback(words, as: Self.clerk)
        #expect(refused.status == 1 && refused.errors.contains(said), "\(refused.errors)")
      }
      try await daemon.done(open + ["2019-01-25", "reason=周五收到"], as: Self.clerk)
      let history = try await daemon.done(["case", "history", "D-1"])
      #expect(history.contains("(entered 3 days later)"), "\(history)")
      #expect(try await daemon.done(["case", "history", "D-1", "--lang", "zh"]).contains("（补录，晚 3 日）"))
      #expect(try await daemon.done(["case", "history", "D-1", "--json"]).contains("\"late_days\":3"))
      #expect(try await daemon.done(["case", "show", "D-1"]).contains("2019-01-25 (entered 3 days later)"))
      let explained = try await daemon.done(["deadline", "explain", "D-1", "intake"])
      #expect(explained.contains("2019-01-25 open (entered 3 days later)"), "\(explained)")

      try await daemon.done(["do", "D-1", "assign", "main_units=\(Household.unit)"], as: Self.office)
      #expect(!(try await daemon.done(["case", "show", "D-1"])).contains("later"))
      try await daemon.done(["clock", "advance", "2019-01-30"])
      let drafter = "\(Household.unit).liaison"
      try await daemon.done(["do", "D-1", "sign for", "--on", "2019-01-29", "reason=纸质签收"], as: drafter)
      let draft = [
        "do", "D-1", "draft", "reply_text=x", "money=false", "contact_mode=visit", "class=A", "reason=x", "--on",
        "2019-01-29",
      ]
      let barred = try await daemon.lookback(draft, as: "\(Household.unit).drafter")
      #expect(barred.errors.contains("only liaison@\(Household.unit), inspector@government-office may date"))
    }
  }

  @Test("an import is dated back line by line by the same rule, and so is an event for many cases")
  func many() async throws {
    try await withStrictDaemon { daemon in
      try await Household.addOffices(to: daemon)
      try await daemon.done(["clock", "advance", "2019-01-28"])
      let file = daemon.folder.appending(path: "file.csv")
      let text = """
        number,subject,lead,received,reason
        D-1,roads,deputy,2019-01-25,周五收到
        D-2,schools,deputy,2019-01-25,

        """
      try Data(text.utf8).write(to: file)
      let refused = try await daemon.lookback(["import", file.path, "--on", "2019-01-25"], as: Self.clerk)
      #expect(refused.output.contains("line 3, column 5") && !refused.output.contains("line 2"), "\(refused.output)")
      let far = try await daemon.lookback(["import", file.path, "--on", "2019-01-11"], as: Self.clerk)
      #expect(far.output.contains("line 2") && far.output.contains("line 3"), "\(far.output)")
      try await daemon.done(["import", file.path], as: Self.clerk)
      try await daemon.done(["clock", "advance", "2019-01-30"])
      let sweep = ["do", "--where", "true", "assign", "main_units=\(Household.unit)", "--on", "2019-01-29"]
      let without = try await daemon.lookback(sweep, as: Self.office)
      #expect(without.status == 1 && (without.output + without.errors).contains("reason"), "\(without.output)")
      try await daemon.done(sweep + ["reason=周二交办"], as: Self.office)
      #expect(try await daemon.done(["case", "history", "D-2"]).contains("(entered 1 day later)"))
    }
  }

  /// With the shipped workflows, in which dating back is bounded more narrowly.
  private func withStrictDaemon(_ body: (Daemon) async throws -> Void) async throws {
    try await withFolder { folder in
      let workflows = folder.appending(path: "workflows")
      try FileManager.default.copyItem(at: Built.repository.appending(path: "workflows"), to: workflows)
      for name in ["recommendation.yaml", "handling.yaml"] {
        let file = workflows.appending(path: name)
        var lines = try String(contentsOf: file, encoding: .utf8).split(
          separator: "\n", omittingEmptySubsequences: false)
        let rule = try #require(lines.firstIndex { $0.hasPrefix("back: ") })
        let who = try #require(lines[rule].split(separator: "]").first)
        lines[rule] = "\(who)], at most: 10 working days, needs: reason}"
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
      }
      try await withDaemon(workflows: workflows, body)
    }
  }
}
