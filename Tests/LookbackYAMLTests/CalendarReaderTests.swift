import LookbackCore
import LookbackTime
import LookbackYAML
import Testing

@Suite("Reading calendars and schemes")
struct CalendarReaderTests {
  private func load(_ text: String) -> LibraryLoader.Loaded { LibraryLoader().load([Workbench.file("c.yaml", text)]) }

  private static let head =
    "notation: 1\ncalendar: test\nversion: 1\nweekend: [saturday, sunday]\nyears:\n  2020:\n    source: n\n"

  @Test("ranges, single days and make-up days are read")
  func daysAreRead() throws {
    let text =
      Self.head + """
            holidays:
              - {name: {zh: 春节}, from: 2020-01-24, to: 2020-01-27}
              - {name: {zh: 元旦}, days: [2020-01-01]}
            working: [2020-01-19]
        """
    let loaded = load(text)
    #expect(loaded.diagnostics.map(\.description) == [])
    let calendar = try #require(loaded.library.calendars["test"])
    let days = ["2020-01-01", "2020-01-19", "2020-01-24", "2020-01-27", "2020-01-28"]
    #expect(try days.map { calendar.isWorking(try CivilDate(parsing: $0)) } == [false, true, false, false, true])
    #expect(calendar.dayName(try CivilDate(parsing: "2020-01-25")) == "春节")
  }

  @Test(
    "slips in a calendar are found at their place",
    arguments: [
      ("    holidays: [{name: {zh: 节}, days: [2020-02-30]}]", "8:39 impossible-date"),
      ("    holidays: [{name: {zh: 节}, days: [2019-01-01]}]", "8:39 bad-calendar"),
      ("    holidays: [{name: {zh: 节}, from: 2020-05-05, to: 2020-05-01}]", "8:54 bad-range"),
      ("    holidays: [{name: {zh: 节}, from: 2020-05-05}]", "8:16 missing-key"),
      ("    working: [2020-01-06]", "8:15 bad-calendar"),
      ("    holiday: []", "8:5 unknown-key"),
    ])
  func slipsAreFound(_ line: String, _ expected: String) {
    let found = load(Self.head + line).diagnostics
    #expect(found.map { "\($0.location.line):\($0.location.column) \($0.code)" } == [expected])
  }

  @Test("a calendar that extends itself through another is refused")
  func circlesAreRefused() {
    let files = [("a", "b"), ("b", "a")].map { name, parent in
      Workbench.file("\(name).yaml", "notation: 1\ncalendar: \(name)\nversion: 1\nextends: \(parent)\nyears: {}\n")
    }
    #expect(LibraryLoader().load(files).diagnostics.contains { $0.code == "circular-calendar" })
  }

  @Test("a scheme is read in the order of its file")
  func schemeIsRead() throws {
    let file = try Workbench.file("classes/npc.yaml")
    let (scheme, diagnostics) = ClassSchemeReader.read(
      try YAMLReader.read(bytes: file.bytes, file: file.name), file: file.name)
    #expect(diagnostics == [])
    #expect(scheme?.classes.map(\.code) == ["A", "B", "C", "D"])
    #expect(scheme?.classes.allSatisfy { $0.title.english != nil && $0.title.chinese != nil } == true)
  }
}
