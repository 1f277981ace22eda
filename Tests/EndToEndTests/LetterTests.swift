import Testing

/// G1: the published letter, from the first answer of 2019 to number 164 of 2020, on the built programs.
@Suite("the story of the letter", .timeLimit(.minutes(25)))
struct LetterTests {
  private static let unit = Household.unit
  private static let office = "government-office.inspector"

  @Test("a class B answer of 2019 is looked back on in 2020 under number 164, and the statistics of 2019 stay")
  func letter() async throws {
    try await withDaemon { daemon in
      try await Household.addOffices(to: daemon)
      let id = try await firstAnswer(daemon)
      try await daemon.done(["clock", "advance", "2019-12-31"])
      let counted = try await daemon.done(["report", "--year", "2019"])

      try await daemon.done(["clock", "advance", "2020-07-13"])
      #expect(try await daemon.done(["worklist"], as: Self.office).contains(id))
      try await daemon.done(["do", id, "look back", "look_back_due=2020-08-14"], as: Self.office)
      #expect(try await daemon.done(["case", "list", "--state", "reviewing"]).contains(id))
      #expect(try await rootClass(of: id, daemon) == nil, "the class is unset until somebody enters it")

      try await daemon.done(["clock", "advance", "2020-07-14"])
      try await daemon.done(["do", id, "sign for"], as: "\(Self.unit).liaison")
      try await daemon.done(["clock", "advance", "2020-08-07"])
      let outbox = try await daemon.done(["outbox", "--json"])
      #expect(JSONText(outbox).all("topic").contains("reminder"))

      try await daemon.done(["register", "set", "青民函", "--period", "2020", "--next", "164"])
      try await answer(id, class: nil, days: ["2020-08-07", "2020-08-10", "2020-08-12"], daemon)
      #expect(try await rootClass(of: id, daemon) == nil, "the letter names no class: it is unset until entered")
      try await daemon.done(["do", id, "enter class", "class=A"], as: Self.office)
      #expect(try await rootClass(of: id, daemon) == "A")
      try await daemon.done(["do", id, "close"], as: Self.office)
      let shown = try await daemon.done(["case", "show", id])
      #expect(shown.contains("青民函〔2020〕164号"), "\(shown)")
      #expect(try await daemon.done(["report", "--year", "2019"]) == counted)
    }
  }

  private func rootClass(of id: String, _ daemon: Daemon) async throws -> String? {
    let root = try await daemon.done(["case", "show", id, "--json"]).split(separator: "\"tracks\"")[0]
    return JSONText(String(root)).first("class")
  }

  private func firstAnswer(_ daemon: Daemon) async throws -> String {
    try await daemon.done(["clock", "advance", "2019-01-28"])
    let opened = try await daemon.done(
      [
        "case", "open", "recommendation", "number=1", "subject=社区治理", "lead=deputy", "received=2019-01-28", "--json",
      ], as: "congress-office.clerk")
    let id = try #require(JSONText(opened).first("case"))
    try await daemon.done(["clock", "advance", "2019-02-11"])
    try await daemon.done(["do", id, "assign", "main_units=\(Self.unit)"], as: Self.office)
    try await daemon.done(["do", id, "sign for"], as: "\(Self.unit).liaison")
    try await answer(id, class: "B", days: ["2019-03-06", "2019-03-08", "2019-03-11"], daemon)
    try await daemon.done(["do", id, "close"], as: Self.office)
    return id
  }

  /// Drafted, checked and signed, each on its day; whoever drafted may not sign.
  private func answer(_ id: String, class letter: String?, days: [String], _ daemon: Daemon) async throws {
    try await daemon.done(["clock", "advance", days[0]])
    let proposed = letter.map { ["class=\($0)"] } ?? []
    try await daemon.done(
      ["do", id, "draft", "reply_text=正文", "money=false", "contact_mode=phone"] + proposed,
      as: "\(Self.unit).drafter")
    #expect(try await daemon.lookback(["do", id, "approve"], as: "\(Self.unit).drafter").status == 1)
    try await daemon.done(["clock", "advance", days[1]])
    try await daemon.done(["do", id, "approve"], as: "\(Self.unit).checker")
    try await daemon.done(["clock", "advance", days[2]])
    try await daemon.done(["do", id, "approve"], as: "\(Self.unit).branch-head")
  }
}
