import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackYAML
import Testing

@Suite("Broken calendars")
struct BrokenCalendarTests {
  static let sound = """
    notation: 1
    calendar: test
    version: 1
    title: {en: Test, zh: 测试}
    weekend: [saturday, sunday]
    hours: [08:30-12:00, 14:00-18:00]
    recess:
      - {name: {en: Summer, zh: 夏}, from: 2020-07-22, to: 2020-09-01}
      - {name: {en: Winter, zh: 冬}, from: 2020-12-18, to: 2021-01-05}
    years:
      2019:
        source: 通知〔2018〕1号
        holidays:
          - {name: {zh: 元旦}, days: [2019-01-01]}
          - {name: {zh: 春节}, from: 2019-02-04, to: 2019-02-10, working: [2019-02-02, 2019-02-03]}
      2020:
        source: 通知〔2019〕1号
        holidays:
          - {name: {zh: 春节}, from: 2020-01-24, to: 2020-01-30, working: [2020-01-19]}
          - {name: {zh: 元旦}, working: [2020-12-26]}
        working: [2020-02-01, {date: 2020-02-08, for: {zh: 春节}}]
      2021: {source: 通知〔2020〕1号}
    """

  private func load(_ text: String, among others: [DefinitionFile] = []) -> [Diagnostic] {
    LibraryLoader().load(others + [Workbench.file("test.yaml", text)]).diagnostics.filter { $0.file == "test.yaml" }
  }

  private func places(_ found: [Diagnostic]) -> [String] {
    found.map { "\($0.location.line):\($0.location.column) \($0.code)" }
  }

  @Test("the calendar without slips has no diagnostic")
  func soundCalendarLoads() {
    #expect(load(Self.sound).map(\.description) == [])
  }

  @Test(
    "each slip is found at its place",
    arguments: [
      ("days: [2019-01-01]", "days: [2019-01-01, 2019-02-05]", ["15:32 duplicate-day"]),
      ("days: [2019-01-01]", "days: [2019-01-01, 2019-01-01]", ["14:45 duplicate-day"]),
      ("working: [2020-01-19]", "working: [2020-01-25]", ["19:70 holiday-and-working"]),
      ("days: [2019-01-01]", "days: [2020-01-01]", ["14:33 outside-year"]),
      ("to: 2019-02-10", "to: 2019-02-09, days: []", ["15:9 missing-key"]),
      ("from: 2020-01-24, to: 2020-01-30", "from: 2020-01-24", ["19:9 missing-key"]),
      ("to: 2020-01-30", "to: 2020-01-23", ["19:48 bad-range"]),
      ("to: 2020-01-30", "to: 2020-09-30", ["19:48 bad-range"]),
      ("2019-02-02, 2019-02-03", "2019-02-02, 2019-03-04", ["15:82 already-working"]),
      ("[2020-02-01, ", "[2020-02-03, ", ["21:15 already-working"]),
      ("days: [2019-01-01]", "days: [2008-09-31]", ["14:33 impossible-date"]),
      ("days: [2019-01-01]", "days: [2019-02-29]", ["14:33 impossible-date"]),
      ("days: [2019-01-01]", "days: [1 January]", ["14:33 bad-date"]),
      ("days: [2019-01-01]", "days: 2019-01-01", ["14:32 expected-list"]),
      ("{zh: 元旦}, days", "元旦, days", ["14:16 expected-mapping"]),
      ("{zh: 元旦}, days", "{de: Neujahr}, days", ["14:16 missing-key", "14:17 unknown-key"]),
      ("{zh: 元旦}, days", "{zh: }, days", ["14:21 expected-text"]),
      (
        "  2020:", "  2022:",
        [
          "19:32 outside-year", "19:70 outside-year", "20:36 outside-year", "21:15 outside-year", "21:34 outside-year",
          "22:3 missing-year",
        ]
      ),
      ("  2021: {", "  2024: {", ["22:3 missing-year"]),
      ("  2021: {", "  next: {", ["22:3 expected-number"]),
      ("  2021: {", "  2020: {", ["22:3 duplicate-key"]),
      ("  2021: {source: 通知〔2020〕1号}", "  2021: {}", ["22:9 missing-key"]),
      ("  2021: {source: 通知〔2020〕1号}", "  2021:", ["22:8 expected-mapping"]),
      ("source: 通知〔2018〕1号", "sorce: 通知〔2018〕1号", ["12:5 missing-key", "12:5 unknown-key"]),
      ("    holidays:\n      - {name: {zh: 元旦}", "    holiday:\n      - {name: {zh: 元旦}", ["13:5 unknown-key"]),
      ("years:", "yaers:", ["1:1 missing-key", "10:1 unknown-key"]),
      ("weekend: [saturday, sunday]", "weekend: [saturday, sundy]", ["5:21 unknown-word"]),
      (
        "weekend: [saturday, sunday]",
        "weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]", ["5:10 bad-weekend"]
      ),
      ("weekend: [saturday, sunday]\n", "", ["2:11 missing-weekend"]),
      ("version: 1", "version: 0", ["3:10 expected-number"]),
      ("version: 1\n", "", ["1:1 missing-key"]),
      ("notation: 1", "notation: 2", ["1:11 unknown-notation"]),
      ("calendar: test", "calendar: [test]", ["2:11 expected-text"]),
      ("[08:30-12:00, 14:00-18:00]", "[08:30-12:00, 11:00-18:00]", ["6:22 bad-hours"]),
      ("[08:30-12:00, 14:00-18:00]", "[08:30-12:00, 12:00-18:00]", ["6:22 bad-hours"]),
      ("[08:30-12:00, 14:00-18:00]", "[12:00-12:00, 8-18]", ["6:9 bad-hours", "6:22 bad-hours"]),
      ("[08:30-12:00, 14:00-18:00]", "[08:30-12:00, 14:00-24:01]", ["6:22 bad-hours"]),
      ("[08:30-12:00, 14:00-18:00]", "[]", ["6:8 bad-hours"]),
      ("[08:30-12:00, 14:00-18:00]", "08:30-12:00", ["6:8 expected-mapping"]),
      ("[08:30-12:00, 14:00-18:00]", "{monday: [09:00-17:00], tusday: [09:00-17:00]}", ["6:32 unknown-key"]),
      (
        "[08:30-12:00, 14:00-18:00]", "{monday: [09:00-17:00], friday: []}",
        ["6:8 missing-hours"]
      ),
      ("to: 2020-09-01", "to: 2020-07-21", ["8:55 bad-recess"]),
      ("from: 2020-12-18", "from: 2020-09-01", ["9:39 overlapping-recess"]),
      ("from: 2020-07-22, ", "", ["8:5 missing-key"]),
      ("to: 2020-09-01", "to: 2020-09-31", ["8:55 impossible-date"]),
      ("to: 2020-09-01", "until: 2020-09-01", ["8:5 missing-key", "8:51 unknown-key"]),
      ("title: {en", "extends: nowhere\ntitle: {en", ["4:10 unknown-calendar"]),
      ("title: {en", "extends: test\ntitle: {en", ["4:10 circular-calendar"]),
      ("title: {en", "extends: [a, b]\ntitle: {en", ["4:10 expected-text"]),
    ] as [(String, String, [String])])
  func slipIsFound(original: String, slip: String, expected: [String]) throws {
    let range = try #require(Self.sound.firstRange(of: original), "the text to replace is not there")
    let text = Self.sound[..<range.lowerBound] + slip + Self.sound[range.upperBound...]
    #expect(places(load(String(text))) == expected)
  }

  @Test("all slips of a file are reported at once, whatever they are")
  func allAreReported() {
    var text = Self.sound
    for (original, slip) in [
      ("14:00-18:00", "11:00-18:00"), ("to: 2020-09-01", "to: 2020-07-21"), ("2019-01-01", "2019-02-29"),
      ("working: [2019-02-02, 2019-02-03]", "working: [2019-02-02, 2019-02-10]"), ("2020-01-19", "2020-01-20"),
      ("  2021: {", "  2023: {"), ("title: {en", "extends: nowhere\ntitle: {en"),
    ] {
      text = text.replacing(original, with: slip, maxReplacements: 1)
    }
    #expect(
      places(load(text)) == [
        "4:10 unknown-calendar", "7:22 bad-hours", "9:55 bad-recess", "15:33 impossible-date",
        "16:82 holiday-and-working",
        "23:3 missing-year",
      ])
  }

  @Test("a parent is suggested, its own errors are not held against the child, and its days are")
  func parents() {
    let parent = "notation: 1\ncalendar: parent\nversion: 1\nweekend: [friday]\nyears:\n  2020: {source: n}\n"
    func child(_ extends: String) -> String {
      "notation: 1\ncalendar: test\nversion: 1\nextends: \(extends)\nyears:\n"
        + "  2020: {source: n, working: [2020-01-03, 2020-01-04]}\n"
    }
    let near = load(child("parnet"), among: [Workbench.file("parent.yaml", parent)])
    #expect(near.map(\.message) == ["no calendar is called `parnet`: did you mean `parent`?"])
    let over = load(child("parent"), among: [Workbench.file("parent.yaml", parent)])
    #expect(places(over) == ["6:43 already-working"])
    let broken = load(
      child("parent"), among: [Workbench.file("parent.yaml", parent.replacing("friday", with: "fryday"))])
    #expect(broken == [])
  }

  @Test("every calendar of a circle is refused, and one that leads into it is left out")
  func circlesAreRefused() {
    let files = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")].map { name, parent in
      Workbench.file("\(name).yaml", "notation: 1\ncalendar: \(name)\nversion: 1\nextends: \(parent)\nyears: {}\n")
    }
    let loaded = LibraryLoader().load(files)
    #expect(
      loaded.diagnostics.map { "\($0.file):\($0.location.line):\($0.location.column) \($0.code)" } == [
        "a.yaml:4:10 circular-calendar", "b.yaml:4:10 circular-calendar", "c.yaml:4:10 circular-calendar",
      ])
    #expect(loaded.library.newestCalendars.isEmpty)
  }
}
