import Foundation
import Testing

/// Whatever ends early, is unknown or waits for nobody is said.
@Suite("the tool does not fall silent", .timeLimit(.minutes(25)))
struct SilenceTests {
  private static let office = "government-office.inspector"
  private static let clerk = "congress-office.clerk"

  @Test("a list that ends at its limit names the place where it goes on, and every line stands in one page")
  func lists() async throws {
    try await withDaemon { daemon in
      try await Household.addOffices(to: daemon)
      let rows = (1...7).map { "B-\($0),s,deputy,2019-01-18,civil-affairs\n" }.joined()
      let file = daemon.folder.appending(path: "rows.csv")
      try Data("number,subject,lead,received,main_units\n\(rows)".utf8).write(to: file)
      try await daemon.done(["import", file.path], as: Self.clerk)
      #expect(try await pages(["worklist"], daemon).count == 7)
      #expect(try await pages(["worklist", "--lang", "zh"], daemon).count == 7)
      for number in 1...7 { try await daemon.done(["do", "B-\(number)", "assign"], as: Self.office) }
      #expect(try await pages(["due"], daemon).count == 7)
      let json = try await daemon.done(["due", "--limit", "2", "--json"], as: Self.office)
      #expect(json.contains("\"next\":\""), "\(json)")
      let bad = try await daemon.lookback(["worklist", "--after", "x"], as: Self.office)
      #expect(bad.status == 1 && bad.errors.contains("no place in this list: x"), "\(bad.errors)")
    }
  }

  /// The cases of a list, read page by page by what each page says.
  private func pages(_ list: [String], _ daemon: Daemon) async throws -> Set<String> {
    var found: [String] = []
    var after: [String] = []
    repeat {
      let page = try await daemon.done(list + ["--limit", "3"] + after, as: Self.office)
      found += page.split(separator: "\n").compactMap { $0.firstMatch(of: #/ ([0-9]{15,}) /#).map { String($0.1) } }
      found += page.split(separator: "\n").compactMap { $0.firstMatch(of: #/^([0-9]{15,}) /#).map { String($0.1) } }
      after = page.firstMatch(of: #/(?:more: |未完：)--after (\S+)/#).map { ["--after", String($0.1)] } ?? []
    } while !after.isEmpty && found.count < 50
    #expect(found.count == Set(found).count, "\(list): \(found)")
    return Set(found)
  }

  @Test("a name that nothing has is an error with a suggestion, in filters of lists and of sweeps; titles are names")
  func filters() async throws {
    try await withDaemon { daemon in
      try await Household.addOffices(to: daemon)
      try await daemon.done(
        ["case", "open", "recommendation", "number=1", "subject=s", "lead=deputy", "received=2019-01-02"],
        as: Self.clerk)
      let wrong: [(arguments: [String], says: [String])] = [
        (["case", "list", "--state", "asigned"], ["no workflow has a state `asigned`", "did you mean `assigned`?"]),
        (["case", "list", "--workflow", "recomendation"], ["recomendation", "recommendation"]),
        (["case", "list", "--workflow", "recommendation", "--state", "drafting"], ["recommendation has no state"]),
        (["do", "--state", "asigned", "--where", "true", "withdraw"], ["did you mean `assigned`?"]),
        (["report", "--year", "25"], ["`year` is a whole number from 1900 to 9998"]),
        (["case", "list", "--state", "已登计", "--lang", "zh"], ["没有任何流程有状态“已登计”", "是否为“已登记”？"]),
        (["worklist", "--limit", "5000"], ["`limit` is a whole number from 1 to 1000"]),
      ]
      for (arguments, says) in wrong {
        let ending = try await daemon.lookback(arguments, as: Self.office)
        #expect(ending.status == 1, "\(arguments): \(ending.output)")
        for words in says { #expect(ending.errors.contains(words), "\(arguments): \(ending.errors)") }
      }
      for state in ["registered", "已登记"] {
        let listed = try await daemon.done(["case", "list", "--workflow", "recommendation", "--state", state])
        #expect(listed.split(separator: "\n").count == 2, "\(listed)")
      }
    }
  }

  @Test("a post that a case comes to and nobody holds is named: at once, in the case, and in both forms of the list")
  func vacantPosts() async throws {
    try await withDaemon { daemon in
      try await Household.addOffices(to: daemon)
      try await daemon.done(["unit", "add", "empty", "--name", "empty"])
      try await daemon.done(
        ["case", "open", "recommendation", "number=N", "subject=s", "lead=deputy", "received=2019-01-02"],
        as: Self.clerk)
      let ending = try await daemon.lookback(["do", "N", "assign", "main_units=empty"], as: Self.office)
      #expect(ending.status == 0)
      #expect(ending.errors.contains("warning: nobody holds liaison@empty"), "\(ending.errors)")
      let shown = try await daemon.done(["case", "show", "N"])
      #expect(shown.contains("Asked now") && shown.contains("nobody holds liaison@empty"), "\(shown)")
      let chinese = try await daemon.done(["case", "show", "N", "--lang", "zh"])
      #expect(chinese.contains("无人任 liaison@empty"), "\(chinese)")
      try await daemon.done(["person", "add", "li", "--name", "li"])
      try await daemon.done(["post", "add", "li", "liaison@empty"])
      #expect(!(try await daemon.done(["case", "show", "N"])).contains("nobody holds"))

      let csv = try await daemon.done(["post", "list", "--csv"])
      #expect(csv.hasPrefix("person,post,unit\n") && csv.contains("li,liaison,empty\n"), "\(csv)")
      for form in [["post", "list", "--csv"], ["post", "list"], ["post", "list", "--lang", "zh"]] {
        let file = daemon.folder.appending(path: "posts")
        try Data(try await daemon.done(form).utf8).write(to: file)
        let check = try await daemon.lookback(
          ["workflow", "check", Built.repository.appending(path: "workflows").path, "--staff", file.path])
        #expect(check.status != 2 && !check.errors.contains("were expected"), "\(form): \(check.errors)")
      }
    }
  }

  @Test("a unit that was taken out does not look as if it still had the case, and who may do nothing is told so")
  func takenOut() async throws {
    try await withDaemon { daemon in
      try await Household.addOffices(to: daemon)
      try await daemon.done(["unit", "add", "health", "--name", "health"])
      try await daemon.done(
        ["case", "open", "recommendation", "number=T", "subject=s", "lead=deputy", "received=2019-01-02"],
        as: Self.clerk)
      try await daemon.done(["do", "T", "assign", "main_units=civil-affairs,health"], as: Self.office)
      // On two branches, for a person with the right on neither.
      let refused = try await daemon.lookback(["do", "T", "sign for"], as: "deputy")
      #expect(refused.errors.contains("is for liaison@"), "\(refused.errors)")
      try await daemon.done(["do", "T", "sign for", "--track", "civil-affairs"], as: "civil-affairs.liaison")
      try await daemon.done(
        ["do", "T", "change units", "main_units=civil-affairs", "reason=x"], as: Self.office)
      let lines = try await daemon.done(["case", "show", "T"]).split(separator: "\n")
      let line = try #require(lines.first { $0.contains(" health ") })
      #expect(line.contains("ended") && !line.contains("to be signed for"), "\(line)")
      #expect(line.contains("main"), "\(line)")
      let explained = try await daemon.done(["deadline", "explain", "T", "法定答复期限"])
      #expect(explained == (try await daemon.done(["deadline", "explain", "T", "reply"])))
      try await daemon.done(["do", "T", "extend reply", "reason=x"], as: Self.office)
      let shown = try await daemon.done(["case", "show", "T"])
      #expect(shown.split(separator: "\n").contains { $0.contains(" reply ") && $0.contains("extended") }, "\(shown)")
    }
  }

  @Test("a calendar that is published again unchanged makes no act")
  func unchangedCalendar() async throws {
    try await withDaemon { daemon in
      let calendar = Built.repository.appending(path: "workflows/calendars/cn.yaml").path
      let before = try await daemon.done(["calendar", "redatings", "--json"])
      let published = try await daemon.done(["calendar", "publish", calendar, "--yes"])
      #expect(published.contains("nothing was moved"), "\(published)")
      #expect(try await daemon.done(["calendar", "redatings", "--json"]) == before)
    }
  }
}
