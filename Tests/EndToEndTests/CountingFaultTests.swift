import Foundation
import Testing

/// What newcomers found in 0.1.0 about opening, counting and merging, each on a daemon of its own.
@Suite("openings, counts and merges come out as the law has them", .timeLimit(.minutes(25)))
struct CountingFaultTests {
  private static let clerk = "congress-office.clerk"
  private static let office = "government-office.inspector"
  private static let other = "water"

  private func addOffices(to daemon: Daemon) async throws {
    try await Household.addOffices(to: daemon)
    try await daemon.done(["unit", "add", Self.other, "--name", "省水利厅", "--document-code", "青水"])
    for post in ["liaison", "drafter", "checker", "branch-head"] {
      try await daemon.done(["person", "add", "\(Self.other).\(post)", "--name", "\(Self.other).\(post)"])
      try await daemon.done(["post", "add", "\(Self.other).\(post)", "\(post)@\(Self.other)"])
    }
    try await daemon.done(["clock", "advance", "2025-02-10"])
  }

  private func open(_ number: String, _ daemon: Daemon) async throws {
    try await daemon.done(
      ["case", "open", "recommendation", "number=\(number)", "subject=x", "lead=deputy", "received=2025-02-10"],
      as: Self.clerk)
  }

  private func act(_ number: String, _ words: [String], by person: String, _ daemon: Daemon) async throws {
    try await daemon.done(["do", number] + words, as: person)
  }

  private func answer(_ number: String, _ unit: String, _ daemon: Daemon) async throws {
    let draft = ["draft", "--track", unit, "reply_text=x", "money=false", "contact_mode=phone", "class=B"]
    try await act(number, draft, by: "\(unit).drafter", daemon)
    try await act(number, ["approve", "--track", unit], by: "\(unit).checker", daemon)
    try await act(number, ["approve", "--track", unit], by: "\(unit).branch-head", daemon)
  }

  @Test("answered 14 days after the term and closed a day later is late, and declined has no class")
  func onTime() async throws {
    try await withDaemon { daemon in
      try await addOffices(to: daemon)
      let unit = Household.unit
      try await open("late", daemon)
      try await act("late", ["assign", "main_units=\(unit)"], by: Self.office, daemon)
      try await act("late", ["sign for"], by: "\(unit).liaison", daemon)
      try await daemon.done(["clock", "advance", "2025-06-03"])
      try await answer("late", unit, daemon)
      try await daemon.done(["clock", "advance", "2025-06-04"])
      try await act("late", ["close"], by: Self.office, daemon)
      #expect(try await daemon.done(["report", "--year", "2025"]).contains("0 / 1"))
      try await open("own", daemon)
      try await act("own", ["decline", "reason=x"], by: Self.clerk, daemon)
      let report = try await daemon.done(["report", "--year", "2025", "--json"])
      #expect(Set(JSONText(report).all("outcome")) == ["all replied", "decline"])
      #expect(JSONText(report).all("class").sorted() == ["", "B"])
    }
  }

  @Test("units that are added to a case which is answered once are no second round")
  func rounds() async throws {
    try await withDaemon { daemon in
      try await addOffices(to: daemon)
      let unit = Household.unit
      try await open("changed", daemon)
      try await act("changed", ["assign", "main_units=\(unit),\(Self.other)"], by: Self.office, daemon)
      try await act("changed", ["sign for"], by: "\(unit).liaison", daemon)
      try await act("changed", ["change units", "main_units=\(unit)", "reason=x"], by: Self.office, daemon)
      try await act(
        "changed", ["change units", "main_units=\(unit),\(Self.other)", "reason=x"], by: Self.office, daemon)
      try await act("changed", ["sign for", "--track", Self.other], by: "\(Self.other).liaison", daemon)
      try await answer("changed", unit, daemon)
      try await answer("changed", Self.other, daemon)
      try await act("changed", ["close"], by: Self.office, daemon)
      #expect(try await daemon.done(["report", "--year", "2025", "--json"]).contains("\"round\":1"))
    }
  }

  @Test("a track is not opened, a person without a post opens nothing, and two cases are not merged into each other")
  func refusals() async throws {
    try await withDaemon { daemon in
      try await addOffices(to: daemon)
      let track = try await daemon.lookback(["case", "open", "handling"], as: Self.clerk)
      #expect(track.status == 1 && track.errors.contains("within a case of recommendation"), "\(track)")
      let opening = ["case", "open", "recommendation", "subject=x", "lead=deputy", "received=2025-02-10"]
      let own = try await daemon.lookback(opening, as: "deputy")
      #expect(own.status == 1 && own.errors.contains("clerk@congress-office"), "\(own)")
      let classed = try await daemon.lookback(opening + ["class=A"], as: Self.clerk)
      #expect(classed.status == 1 && classed.errors.contains("class"), "\(classed)")
      try await open("one", daemon)
      try await open("two", daemon)
      try await act("one", ["merge", "lead_case=two"], by: Self.office, daemon)
      let crossed = try await daemon.lookback(["do", "two", "merge", "lead_case=one"], as: Self.office)
      #expect(crossed.status == 1 && crossed.errors.contains("merged, answered or closed itself"), "\(crossed)")
    }
  }
}
