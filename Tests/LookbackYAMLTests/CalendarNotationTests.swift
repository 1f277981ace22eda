import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackYAML
import Testing

@Suite("Calendar notation")
struct CalendarNotationTests {
  private func calendars(_ texts: String...) throws -> [String: WorkCalendar] {
    let files = texts.enumerated().map { Workbench.file("\($0.offset).yaml", $0.element) }
    let loaded = LibraryLoader().load(files)
    #expect(loaded.diagnostics.map(\.description) == [])
    return loaded.library.newestCalendars
  }

  private func date(_ text: String) throws -> CivilDate { try CivilDate(parsing: text) }

  private static let head = "notation: 1\ncalendar: test\nversion: 1\nweekend: [saturday, sunday]\nyears: {}\n"

  private func intervals(_ hours: WorkingHours?, _ text: String) throws -> [String]? {
    try hours?.intervals(on: date(text)).map(\.description)
  }

  @Test("hours that are written once hold on every day that is worked")
  func commonHours() throws {
    let calendar = try calendars(Self.head + "hours: [08:30-12:00, \"14:00-18:00\"]\n")["test"]
    for day in ["2026-11-23", "2026-11-27", "2026-11-28"] {
      #expect(try intervals(calendar?.workingHours, day) == ["08:30-12:00", "14:00-18:00"])
    }
  }

  @Test("hours by day of the week differ, and a make-up day has those of the first day that has some")
  func weeklyHours() throws {
    let calendar = try calendars(
      Self.head
        + """
        hours:
          monday: [09:00-12:00]
          tuesday: [00:00-24:00]
          wednesday: [10:00-11:00, 13:00-14:30]
          thursday: [09:00-17:00]
          friday: [09:00-12:30]
        """)["test"]
    #expect(try intervals(calendar?.workingHours, "2026-11-24") == ["00:00-24:00"])
    #expect(try intervals(calendar?.workingHours, "2026-11-25") == ["10:00-11:00", "13:00-14:30"])
    #expect(try intervals(calendar?.workingHours, "2026-11-28") == ["09:00-12:00"])
    #expect(try calendar?.workingHours?.close(on: date("2026-11-27")) == 12 * 3600 + 1800)
  }

  @Test("a recess silences reminders from its first day to its last, and its days are counted")
  func recess() throws {
    let calendar = try #require(
      try calendars(
        Self.head + "recess:\n  - {name: {en: Winter, zh: 冬季休会}, from: 2026-12-18, to: 2027-01-04}\n")["test"])
    let days = ["2026-12-17", "2026-12-18", "2027-01-01", "2027-01-04", "2027-01-05"].map { try? date($0) }
    #expect(days.compactMap { $0.map { calendar.recess(on: $0) != nil } } == [false, true, true, true, false])
    #expect(try calendar.recess(on: date("2026-12-25"))?.name.text(in: .chinese) == "冬季休会")
    #expect(try calendar.workingDays(from: date("2026-12-17"), to: date("2027-01-05")) == 13)
  }

  @Test("make-up days stand in the holiday that they make up for, alone where it lies in the next year")
  func makeUpDays() throws {
    let calendar = try #require(
      try calendars(
        """
        notation: 1
        calendar: test
        version: 1
        weekend: [saturday, sunday]
        years:
          2020:
            source: n
            holidays:
              - {name: {en: Spring Festival, zh: 春节}, from: 2020-01-24, to: 2020-01-30, working: [2020-01-19]}
              - {name: {en: New Year's Day, zh: 元旦}, working: [2020-12-26]}
            working: [2020-02-01, {date: 2020-02-08, for: {en: Spring Festival}}]
        """)["test"])
    let named = ["2020-01-19", "2020-12-26", "2020-02-01", "2020-02-08"].map { try? date($0) }.compactMap { $0 }
    #expect(named.allSatisfy(calendar.isWorking))
    #expect(
      named.map { calendar.dayName($0, in: .english) } == [
        "make-up day for Spring Festival", "make-up day for New Year's Day", "make-up working day",
        "make-up day for Spring Festival",
      ])
    #expect(calendar.dayName(named[0]) == "春节调休上班")
  }

  @Test("a chain of three adds days, weekends, hours and recess, the nearest right where they differ")
  func chains() throws {
    let found = try calendars(
      """
      notation: 1
      calendar: land
      version: 1
      weekend: [friday, saturday]
      hours: [09:00-17:00]
      recess: [{name: {en: Land}, from: 2024-08-01, to: 2024-08-31}]
      years:
        2023: {source: l3}
        2024:
          source: l4
          holidays: [{name: {en: Land Day}, days: [2024-05-01, 2024-05-02]}]
        2025: {source: l5}
      """,
      """
      notation: 1
      calendar: county
      version: 1
      extends: land
      hours: [08:00-12:00]
      years:
        2024:
          source: c4
          holidays: [{name: {en: County Day}, days: [2024-05-02, 2024-05-05]}]
          working: [2024-05-01]
        2025: {source: c5}
        2026: {source: c6}
      """,
      """
      notation: 1
      calendar: town
      version: 1
      extends: county
      weekend: [saturday, sunday]
      recess: [{name: {en: Town}, from: 2024-08-15, to: 2024-09-15}]
      years: {}
      """)
    let town = try #require(found["town"])
    let days = try ["2024-05-01", "2024-05-02", "2024-05-03", "2024-05-04", "2024-05-05", "2024-05-06"].map(date)
    #expect(days.map(town.isWorking) == [true, false, true, false, false, true])
    #expect(days.map { found["county"]?.isWorking($0) } == [true, false, false, false, false, true])
    #expect(town.dayName(days[1]) == "County Day")
    #expect(try intervals(town.workingHours, "2024-05-06") == ["08:00-12:00"])
    #expect(
      try ["2024-08-14", "2024-08-20", "2024-09-10"].map { try town.recess(on: date($0))?.name.english } == [
        "Land", "Town", "Town",
      ])
    #expect(town.sources[2024] == ["l4", "c4"])
  }

  @Test("a year is published where every calendar of the chain has it; one without years of its own follows its parent")
  func publishedYears() throws {
    func text(_ name: String, _ extends: String?, _ years: [Int]) -> String {
      let parent = extends.map { "extends: \($0)" } ?? "weekend: [sunday]"
      let list = years.map { "  \($0): {source: n}\n" }.joined()
      return "notation: 1\ncalendar: \(name)\nversion: 1\n\(parent)\nyears:\(years.isEmpty ? " {}\n" : "\n" + list)"
    }
    let found = try calendars(
      text("land", nil, [2022, 2023, 2024]), text("county", "land", [2023, 2024, 2025]), text("town", "county", []))
    #expect(found["land"]?.publishedYears == [2022, 2023, 2024])
    #expect(found["county"]?.publishedYears == [2023, 2024])
    #expect(found["town"]?.publishedYears == [2023, 2024])
    #expect(found["county"]?.isPublished(year: 2022) == false)
    #expect(found["county"]?.isPublished(year: 2025) == false)
  }
}
