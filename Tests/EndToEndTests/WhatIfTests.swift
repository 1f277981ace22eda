import Foundation
import LookbackPostgres
import LookbackTesting
import Testing

@Suite("what happens if nobody acts", .timeLimit(.minutes(25)))
struct WhatIfTests {
  private static let office = "government-office.inspector"

  @Test("time passes on a copy: reminders and overdue marks are told, and nothing in the database changes")
  func nothingChanges() async throws {
    let conninfo = try await TestCluster.shared.database()
    try await withDaemon(database: .existing(conninfo: conninfo)) { daemon in
      let id = try await assigned(daemon)
      let before = try await contents(conninfo)
      #expect(before.contains { $0.hasPrefix("events ") } && before.contains { $0.hasPrefix("timers ") })
      let told = try await daemon.done(["case", "whatif", id, "--until", "2019-12-31"])
      #expect(told.contains("2019-02-19  [1] overdue: signing for it (overdue receipt), by itself"), "\(told)")
      #expect(told.contains("reminder → liaison@civil-affairs: answer by law, due 2019-05-13"))
      #expect(told.contains("overdue → "))
      #expect(told.contains("2019-12-31: being handled\noverdue: reply, receipt\n"), "\(told)")
      #expect(try await contents(conninfo) == before)

      // What was foretold is what the daemon then does.
      let json = try await daemon.done(["case", "whatif", id, "--until", "2019-05-31", "--json"])
      try await daemon.done(["clock", "advance", "2019-05-31"])
      let history = JSONText(try await daemon.done(["case", "history", id, "--json"])).all("event")
      let foretold = JSONText(json).all("subject")
      for event in history.suffix(4) { #expect(foretold.contains(event), "\(event): \(foretold)") }
      #expect(history.contains("overdue reply"))
    }
  }

  @Test("a day that is past, no day and no case are refused")
  func refusals() async throws {
    try await withDaemon { daemon in
      let id = try await assigned(daemon)
      for (reference, until, words) in [
        (id, "2018-01-01", "today is 2019-02-11"), (id, "2019-02-30", "2019-02-30"),
        ("none", "2020-01-01", "no such case"),
      ] {
        let ending = try await daemon.lookback(["case", "whatif", reference, "--until", until])
        #expect(ending.status == 1)
        #expect(ending.errors.contains(words), "\(ending.errors)")
      }
    }
  }

  @Test("a picture of a definition marks where a case stands and how it came there")
  func marks() async throws {
    try await withDaemon { daemon in
      let id = try await assigned(daemon)
      let file = Built.repository.appending(path: "workflows/recommendation.yaml").path
      let plain = try await daemon.done(["workflow", "graph", file, "--format", "mermaid"])
      let marked = try await daemon.done(["workflow", "graph", file, "--format", "mermaid", "--case", id])
      #expect(!plain.contains("class w0s1"))
      #expect(marked.contains("class w0s1,w1s0 present") && marked.contains("class w0s0 passed"), "\(marked)")
      #expect(marked.contains("linkStyle"))
      let other = Built.repository.appending(path: "workflows/handling.yaml").path
      let wrong = try await daemon.lookback(["workflow", "graph", other, "--case", id])
      #expect(wrong.status == 2 && wrong.errors.contains("the case runs `recommendation`"))
    }
  }

  private func assigned(_ daemon: Daemon) async throws -> String {
    try await Household.addOffices(to: daemon)
    try await daemon.done(["clock", "advance", "2019-01-28"])
    let opened = try await daemon.done(
      ["case", "open", "recommendation", "subject=社区", "lead=deputy", "received=2019-01-28", "--json"],
      as: "congress-office.clerk")
    let id = try #require(JSONText(opened).first("case"))
    try await daemon.done(["clock", "advance", "2019-02-11"])
    try await daemon.done(["do", id, "assign", "main_units=\(Household.unit)"], as: Self.office)
    return id
  }

  /// A digest of every table that holds what happened, by name.
  private func contents(_ conninfo: String) async throws -> [String] {
    let connection = try await Connection.connect(.testing(conninfo))
    let tables = [
      "cases", "case_keys", "case_views", "events", "event_texts", "commands", "timers", "work_items",
      "outbox", "outbox_dead", "registers", "office", "closings", "redatings",
    ]
    return try await connection.run { c in
      try tables.map { table in
        let text =
          "SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM \(table) t"
        return "\(table) " + (try c.query(Statement("contents_\(table)", text))[0].text(0))
      }
    }
  }
}
