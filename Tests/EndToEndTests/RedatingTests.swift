import Foundation
import Testing

/// A holiday is announced late: the dates of open cases move when somebody says so, and not before.
@Suite("a new calendar moves the dates of open cases as one recorded act", .timeLimit(.minutes(25)))
struct RedatingTests {
  private static let calendar = """
    notation: 1
    calendar: office
    version: 1
    title: {en: Office}
    weekend: [saturday, sunday]
    years:
      2019: {source: notice 1}
    """

  /// 2019-01-30 becomes a day of rest.
  private static let second =
    calendar.replacing("version: 1", with: "version: 2").replacing(
      "2019: {source: notice 1}",
      with: "2019: {source: notice 2, holidays: [{name: {en: Founding day, zh: 纪念日}, days: [2019-01-30]}]}")

  @Test("listed, refused without a yes, moved with it; a closed case stays; the act and the explanation tell it")
  func publishing() async throws {
    try await withFolder { folder in
      let workflows = try DrillWorkflow.folder(in: folder)
      let drill = DrillWorkflow.text.replacing("calendar: cn", with: "calendar: office")
        .replacing("runs: 10 days", with: "runs: 8 working days")
        .replacing("note: {", with: "finish: {to: done}\n      note: {")
      try Data(drill.utf8).write(to: workflows.appending(path: "drill.yaml"))
      try Data(Self.calendar.utf8).write(to: workflows.appending(path: "calendars/office.yaml"))
      let daemon = try await Daemon.start(in: folder, workflows: workflows)
      try await Household.addWorker(to: daemon)
      for number in ["open-1", "closed-1"] {
        try await daemon.done(["case", "open", "drill", "number=\(number)"], as: "worker")
      }
      try await daemon.done(["do", "closed-1", "finish"], as: "worker")
      #expect(try await due("open-1", daemon) == "2019-01-30")

      let file = folder.appending(path: "office-2.yaml")
      try Data(Self.second.utf8).write(to: file)
      let plan = try await daemon.done(["calendar", "publish", file.path, "--dry-run"])
      #expect(plan.contains("2019-01-30") && plan.contains("2019-01-31") && plan.contains("open-1"), "\(plan)")
      #expect(!plan.contains("closed-1"))
      let unasked = try await daemon.lookback(["calendar", "publish", file.path])
      #expect(unasked.status == 1 && unasked.errors.contains("--yes"), "\(unasked)")
      #expect(try await due("open-1", daemon) == "2019-01-30")

      try await daemon.done(["calendar", "publish", file.path, "--yes"])
      #expect(try await due("open-1", daemon) == "2019-01-31")
      #expect(try await due("closed-1", daemon) == "2019-01-30")
      #expect(try await daemon.done(["calendar", "redatings"]).contains("office 2"))
      #expect(try await daemon.done(["calendar", "redatings", "1"]).contains("2019-01-31"))
      let explained = try await daemon.done(["deadline", "explain", "open-1", "term", "--picture"])
      for words in ["Founding day", "first due 2019-01-30", "office, version 2", "January 2019"] {
        #expect(explained.contains(words), "\(words): \(explained)")
      }
      let chinese = try await daemon.done(["deadline", "explain", "open-1", "term", "--lang", "zh"])
      #expect(chinese.contains("纪念日") && chinese.contains("最初期限"), "\(chinese)")

      // The timers are armed for the new date, and for no other.
      try await daemon.done(["clock", "advance", "2019-01-31T04:00:00Z"])
      #expect(try await !daemon.done(["case", "history", "open-1"]).contains("overdue"))
      try await daemon.done(["clock", "advance", "2019-02-01"])
      #expect(try await daemon.done(["case", "history", "open-1"]).contains("overdue"))
      _ = await daemon.stop()
    }
  }

  @Test("a clock that nobody knows, and one that was not started, are told apart")
  func unknownClock() async throws {
    try await withDaemon { daemon in
      try await Household.addOffices(to: daemon)
      try await daemon.done(
        ["case", "open", "recommendation", "number=1", "subject=x", "lead=deputy", "received=2019-01-18"],
        as: "congress-office.clerk")
      let slip = try await daemon.lookback(["deadline", "explain", "1", "repyl"])
      #expect(slip.status == 1 && slip.errors.contains("`reply`"), "\(slip)")
      let early = try await daemon.lookback(["deadline", "explain", "1", "reply"])
      #expect(early.status == 1 && early.errors.contains("not been started"), "\(early)")
      let json = try await daemon.done(["deadline", "explain", "1", "intake", "--json"])
      #expect(JSONText(json).all("step").contains("counted"))
    }
  }

  private func due(_ number: String, _ daemon: Daemon) async throws -> String? {
    JSONText(try await daemon.done(["deadline", "explain", number, "term", "--json"])).first("due")
  }
}
