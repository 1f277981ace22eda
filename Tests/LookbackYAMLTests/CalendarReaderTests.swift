import LookbackCore
import LookbackDefinition
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
    let calendar = try #require(loaded.library.newestCalendars["test"])
    let days = ["2020-01-01", "2020-01-19", "2020-01-24", "2020-01-27", "2020-01-28"]
    #expect(try days.map { calendar.isWorking(try CivilDate(parsing: $0)) } == [false, true, false, false, true])
    #expect(calendar.dayName(try CivilDate(parsing: "2020-01-25")) == "春节")
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
