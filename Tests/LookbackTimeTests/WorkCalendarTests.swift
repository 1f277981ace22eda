import LookbackTime
import Testing

@Suite("working-day calendars")
struct WorkCalendarTests {
  /// Expected dates: counted day by day with the Python package chinesecalendar 1.11.0.
  @Test(
    "working days are counted over holidays and make-up days, the first day excluded",
    arguments: [
      ("2019-04-09", 10, "2019-04-23"),
      ("2020-01-17", 1, "2020-01-19"),
      ("2020-01-17", 2, "2020-01-20"),
      ("2020-01-23", 1, "2020-02-03"),
      ("2020-01-23", 20, "2020-02-28"),
      ("2020-08-12", 15, "2020-09-02"),
      ("2020-09-25", 5, "2020-10-09"),
      ("2020-09-30", 1, "2020-10-09"),
      ("2022-03-24", 7, "2022-04-02"),
      ("2022-01-28", 2, "2022-01-30"),
      ("2025-03-21", 20, "2025-04-21"),
      ("2025-01-24", 7, "2025-02-10"),
      ("2025-09-30", 1, "2025-10-09"),
      ("2025-09-26", 3, "2025-09-30"),
      ("2026-02-13", 1, "2026-02-14"),
      ("2026-02-13", 2, "2026-02-24"),
      ("2018-12-28", 2, "2019-01-02"),
      ("2021-09-17", 20, "2021-10-21"),
      ("2023-09-28", 5, "2023-10-11"),
      ("2024-02-09", 1, "2024-02-18"),
      ("2021-08-19", 7, "2021-08-30"),
      ("2022-06-06", 3, "2022-06-09"),
      ("2018-10-24", 120, "2019-04-17"),
      ("2019-01-21", 20, "2019-02-21"),
      ("2024-07-15", 3, "2024-07-18"),
      ("2023-09-10", 10, "2023-09-22"),
      ("2018-06-03", 5, "2018-06-08"),
      ("2022-11-12", 30, "2022-12-23"),
      ("2018-10-14", 10, "2018-10-26"),
      ("2019-01-07", 120, "2019-07-02"),
    ]
  )
  func workingDays(start: String, count: Int, end: String) throws {
    let china = try China.calendar()
    let first = try CivilDate(parsing: start)
    let last = try CivilDate(parsing: end)
    #expect(try china.adding(workingDays: count, to: first) == last)
    #expect(china.workingDays(from: first, to: last) == count)
    #expect(china.workingDays(from: last, to: first) == -count)
  }

  @Test(
    "a day is worked or not, and its name says why",
    arguments: [
      ("2019-05-02", false, "劳动节"),  // State Council, second notice on 2019
      ("2020-01-19", true, "调休上班"),  // State Council, notice on 2020
      ("2020-01-31", false, "春节"),  // State Council, 2020 no. 1: the holiday made longer
      ("2020-02-01", false, "春节"),  // a make-up day until the same notice
      ("2020-02-03", true, nil),
      ("2020-08-12", true, nil),
      ("2020-08-15", false, nil),
      ("2025-05-31", false, "端午节"),  // Guizhou's co-opinion date
      ("2025-10-06", false, "国庆节、中秋节"),
      ("2026-02-14", true, "调休上班"),
      ("2018-12-31", false, "元旦"),
      ("2017-10-02", true, nil),  // a holiday in fact, but 2017 is not in the calendar
    ]
  )
  func dayName(text: String, isWorking: Bool, name: String?) throws {
    let china = try China.calendar()
    let date = try CivilDate(parsing: text)
    #expect(china.isWorking(date) == isWorking)
    #expect(china.dayName(date) == name)
  }

  @Test("a start day that counts is the first working day, and one that rolls is not counted")
  func startRules() throws {
    let china = try China.calendar()
    let wednesday = try CivilDate(parsing: "2020-08-12")
    let saturday = try CivilDate(parsing: "2020-08-15")
    let included = Counting(start: .included, last: .asIs)
    let rolled = Counting(start: .rolled, last: .asIs)
    #expect(try china.adding(workingDays: 1, to: wednesday, counting: included).description == "2020-08-12")
    #expect(try china.adding(workingDays: 1, to: saturday, counting: included).description == "2020-08-17")
    #expect(try china.adding(workingDays: 1, to: saturday, counting: rolled).description == "2020-08-18")
    #expect(try china.adding(workingDays: 1, to: saturday, counting: .civilCode).description == "2020-08-17")
    #expect(try china.adding(workingDays: 0, to: saturday, counting: .civilCode).description == "2020-08-17")
    #expect(try china.adding(workingDays: 0, to: saturday).description == "2020-08-15")
  }

  @Test(
    "a reminder lies a span before the last day",
    arguments: [
      ("15 working days", "2025-06-23", "2025-05-30"),
      ("3 working days", "2025-06-23", "2025-06-18"),
      ("1 working day", "2019-08-31", "2019-08-30"),
      ("1 working day", "2020-02-03", "2020-01-23"),
      ("0 working days", "2020-02-02", "2020-02-02"),
      ("10 days", "2020-08-12", "2020-08-02"),
      ("1 week", "2020-08-12", "2020-08-05"),
      ("1 month", "2020-03-31", "2020-02-29"),
      ("1 year", "2020-02-29", "2019-02-28"),
    ]
  )
  func before(span: String, due: String, expected: String) throws {
    let date = try China.calendar().date(Span(parsing: span), before: CivilDate(parsing: due))
    #expect(date.description == expected)
  }

  @Test("a span after a date does not roll, and spans of hours are refused")
  func after() throws {
    let china = try China.calendar()
    let date = try CivilDate(parsing: "2020-08-12")
    #expect(try china.date(Span(3, .days), after: date).description == "2020-08-15")
    #expect(try china.date(Span(3, .workingDays), after: date).description == "2020-08-17")
    #expect(try china.date(Span(1, .years), after: date).description == "2021-08-12")
    #expect(throws: DateError.notWholeDays(Span(4, .workingHours))) {
      try china.date(Span(4, .workingHours), after: date)
    }
  }

  @Test("only the years of the notices are published")
  func published() throws {
    let china = try China.calendar()
    #expect(china.publishedYears == Array(2018...2026))
    #expect(!china.isPublished(year: 2017))
    #expect(china.isPublished(year: 2018))
    #expect(china.isPublished(year: 2026))
    #expect(!china.isPublished(year: 2027))
  }

  @Test("a calendar that extends another adds its days, overrules it, and publishes no year of its own")
  func extending() throws {
    let local = try CivilDate(parsing: "2026-07-15")
    let overruled = try CivilDate(parsing: "2026-10-07")
    let source = CalendarSource(
      name: "local", version: 2, extends: "cn",
      years: [
        2026: .init(
          sources: ["a local notice"], holidays: [.init(name: CalendarName(english: "Local Day"), dates: [local])],
          makeUp: [.init(date: overruled, holiday: CalendarName(english: "Local Day"))]),
        2027: .init(sources: ["a local notice"]),
      ])
    let calendar = try WorkCalendar(source, parent: China.calendar())
    #expect(!calendar.isWorking(local))
    #expect(calendar.dayName(local) == "Local Day")
    #expect(calendar.isWorking(overruled))
    #expect(calendar.dayName(overruled, in: .english) == "make-up day for Local Day")
    #expect(!calendar.isWorking(try CivilDate(parsing: "2026-10-06")))
    #expect(calendar.weekend == [6, 7])
    #expect(!calendar.isPublished(year: 2027))
    #expect(calendar.sources[2026] == ["State Council notice for 2026", "a local notice"])
  }
}
