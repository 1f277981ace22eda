import LookbackTime
import Testing

@Suite("calendars that contradict themselves")
struct CalendarErrorTests {
  private func source(rest: [String] = [], work: [String] = [], year: Int = 2020) throws -> CalendarSource {
    let holiday = CalendarSource.Holiday(
      name: CalendarName(english: "Rest"), dates: try rest.map { try CivilDate(parsing: $0) })
    let makeUp = try work.map { CalendarSource.MakeUp(date: try CivilDate(parsing: $0)) }
    return CalendarSource(
      name: "x", version: 1, weekend: [6, 7], years: [year: .init(sources: [], holidays: [holiday], makeUp: makeUp)])
  }

  @Test(
    "the error names the date",
    arguments: [
      (["2021-01-01"], [], "2021-01-01 stands under the year 2020: move it to 2021"),
      ([], ["2019-12-29"], "2019-12-29 stands under the year 2020: move it to 2019"),
      (["2020-02-01"], ["2020-02-01"], "2020-02-01 is both a holiday and a working day: keep one"),
      (["2020-02-01", "2020-02-01"], [], "2020-02-01 is listed twice: keep one"),
      ([], ["2020-02-01", "2020-02-01"], "2020-02-01 is listed twice: keep one"),
      ([], ["2020-02-03"], "2020-02-03 is a working day without being listed as one: check the date"),
    ]
  )
  func namesDate(rest: [String], work: [String], message: String) throws {
    let source = try self.source(rest: rest, work: work)
    let error = #expect(throws: CalendarError.self) { try WorkCalendar(source, parent: nil) }
    #expect(error?.description == message)
  }

  @Test("a year, a version and a weekend have limits")
  func limits() throws {
    #expect(throws: CalendarError.badYear(10_000)) { try WorkCalendar(self.source(year: 10_000), parent: nil) }
    var source = try self.source()
    source.version = 0
    #expect(throws: CalendarError.badVersion(0)) { try WorkCalendar(source, parent: nil) }
    source.version = 1
    for weekend in [Set(1...7), [0], [8]] {
      source.weekend = weekend
      #expect(throws: CalendarError.badWeekend(weekend)) { try WorkCalendar(source, parent: nil) }
    }
    source.weekend = nil
    #expect(throws: CalendarError.missingWeekend("x")) { try WorkCalendar(source, parent: nil) }
  }

  @Test("a calendar is given exactly the calendar that it extends")
  func parent() throws {
    var source = try self.source()
    let china = try China.calendar()
    #expect(throws: CalendarError.wrongParent("x", expected: nil, found: "cn")) {
      try WorkCalendar(source, parent: china)
    }
    source.extends = "cn"
    #expect(throws: CalendarError.wrongParent("x", expected: "cn", found: nil)) {
      try WorkCalendar(source, parent: nil)
    }
  }
}
