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
    let error = #expect(throws: InvalidCalendar.self) { try WorkCalendar(source, parent: nil) }
    #expect(error?.description == message)
  }

  @Test("a year, a version and a weekend have limits")
  func limits() throws {
    #expect(throws: InvalidCalendar([.badYear(10_000)])) { try WorkCalendar(self.source(year: 10_000), parent: nil) }
    var source = try self.source()
    source.version = 0
    #expect(throws: InvalidCalendar([.badVersion(0)])) { try WorkCalendar(source, parent: nil) }
    source.version = 1
    for weekend in [Set(1...7), [0], [8]] {
      source.weekend = weekend
      #expect(throws: InvalidCalendar([.badWeekend(weekend)])) { try WorkCalendar(source, parent: nil) }
    }
    source.weekend = nil
    #expect(throws: InvalidCalendar([.missingWeekend("x")])) { try WorkCalendar(source, parent: nil) }
  }

  @Test("a calendar is given exactly the calendar that it extends")
  func parent() throws {
    var source = try self.source()
    let china = try China.calendar()
    #expect(throws: InvalidCalendar([.wrongParent("x", expected: nil, found: "cn")])) {
      try WorkCalendar(source, parent: china)
    }
    source.extends = "cn"
    #expect(throws: InvalidCalendar([.wrongParent("x", expected: "cn", found: nil)])) {
      try WorkCalendar(source, parent: nil)
    }
  }

  @Test("all contradictions are named at once, in the order of their dates")
  func allAtOnce() throws {
    var source = try self.source(
      rest: ["2020-05-01", "2021-01-01", "2020-02-01", "2020-05-01", "2020-02-01"], work: ["2020-02-01", "2020-02-03"])
    source.version = 0
    let error = #expect(throws: InvalidCalendar.self) { try WorkCalendar(source, parent: nil) }
    #expect(
      try error?.errors == [
        .badVersion(0), .bothHolidayAndWorking(CivilDate(parsing: "2020-02-01")),
        .alreadyWorking(CivilDate(parsing: "2020-02-03")), .duplicatedDay(CivilDate(parsing: "2020-05-01")),
        .outsideYear(CivilDate(parsing: "2021-01-01"), year: 2020),
      ])
    #expect(error?.description.contains("count from 1; 2020-02-01 is both a holiday and a working day") == true)
  }

  @Test("what depends on the parent's weekend is checked against the parent, and not without it")
  func dependsOnParent() throws {
    var source = try self.source(work: ["2026-10-09"], year: 2026)
    source.weekend = nil
    source.extends = "cn"
    #expect(source.contradictions(over: nil) == [])
    let friday = try CivilDate(parsing: "2026-10-09")
    #expect(source.contradictions(over: try China.calendar()) == [.alreadyWorking(friday)])
  }

  @Test("every weekday that is worked has hours where hours are given at all")
  func hours() throws {
    let day = [WorkingHours.Interval(start: 9 * 3600, end: 17 * 3600)]
    var source = try self.source()
    source.workingHours = try WorkingHours([1: day, 2: day, 4: day, 6: day])
    let error = #expect(throws: InvalidCalendar.self) { try WorkCalendar(source, parent: nil) }
    #expect(error?.errors == [.missingHours(weekdays: [3, 5])])
    #expect(error?.description.hasPrefix("the working hours say nothing of wednesday, friday") == true)
    source.weekend = [3, 5, 7]
    #expect(try WorkCalendar(source, parent: nil).workingHours == source.workingHours)
  }

  @Test("a recess ends after it begins and overlaps no other of the same calendar")
  func recess() throws {
    func recess(_ first: String, _ last: String) throws -> Recess {
      try Recess(
        name: CalendarName(english: "Recess"), first: CivilDate(parsing: first), last: CivilDate(parsing: last))
    }
    let backward = try recess("2020-08-02", "2020-08-01")
    let later = try recess("2020-08-31", "2020-09-01")
    var source = try self.source()
    source.recess = [try recess("2020-08-01", "2020-08-31"), backward, later]
    #expect(throws: InvalidCalendar([.backwardRecess(backward), .overlappingRecess(later)])) {
      try WorkCalendar(source, parent: nil)
    }
  }
}
