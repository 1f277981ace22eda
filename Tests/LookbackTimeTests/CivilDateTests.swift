import LookbackTime
import Testing

@Suite("civil dates")
struct CivilDateTests {
  @Test(
    "a date knows its day number and weekday",
    arguments: [
      ("1970-01-01", 0, 4),  // POSIX epoch
      ("1969-12-31", -1, 3),
      ("2000-01-01", 10_957, 6),  // RFC 3339, section 5.8, and POSIX
      ("2000-02-29", 11_016, 2),
      ("1900-03-01", -25_508, 4),
      ("0001-01-01", -719_162, 1),
      ("9999-12-31", 2_932_896, 5),
      ("2009-11-20", 14_568, 5),  // Tongling: forms due on a Friday
      ("2019-08-31", 18_139, 6),  // Huoqiu: the due date is a Saturday
      ("2020-08-12", 18_486, 3),  // Qinghai, letter no. 164
      ("2025-05-31", 20_239, 6),  // Guizhou: co-opinions due on a Saturday
      ("2025-06-21", 20_260, 6),  // Guizhou: three months end on a Saturday
    ]
  )
  func dayNumberAndWeekday(text: String, days: Int, weekday: Int) throws {
    let date = try CivilDate(parsing: text)
    #expect(Int(date.days) == days)
    #expect(date.weekday == weekday)
    #expect(CivilDate(days: Int32(days)).description == text)
  }

  @Test(
    "a month step is taken from the original date and clamps to the month's end",
    arguments: [
      ("1996-02-29", -24, "1994-02-28"),  // Foundation's calendar says 1994-03-01
      ("2026-01-30", -23, "2024-02-29"),  // Foundation's calendar says 2024-02-28
      ("2020-01-31", 1, "2020-02-29"),
      ("2019-01-31", 1, "2019-02-28"),
      ("2019-11-30", 3, "2020-02-29"),
      ("2020-02-29", 12, "2021-02-28"),
      ("2020-02-29", 48, "2024-02-29"),
      ("2020-05-31", 1, "2020-06-30"),
      ("2020-12-31", 2, "2021-02-28"),
      ("2019-04-09", 3, "2019-07-09"),  // Huoqiu
      ("2022-03-24", 3, "2022-06-24"),  // Wuzhong
      ("2025-03-21", 3, "2025-06-21"),  // Guizhou
      ("2025-03-21", 6, "2025-09-21"),
      ("2020-08-12", 12, "2021-08-12"),
      ("2024-08-31", 6, "2025-02-28"),
      ("1900-01-31", 1, "1900-02-28"),
      ("2000-01-31", 1, "2000-02-29"),
      ("2026-03-31", -1, "2026-02-28"),
      ("2026-01-15", -1, "2025-12-15"),
      ("2026-12-31", -10, "2026-02-28"),
      ("2026-12-31", 0, "2026-12-31"),
      ("0001-01-31", 119_987, "9999-12-31"),
    ]
  )
  func monthStep(start: String, months: Int, expected: String) throws {
    #expect(try CivilDate(parsing: start).adding(months: months).description == expected)
  }

  @Test(
    "a date that does not exist is refused, and the message says why",
    arguments: [
      ("2008-09-31", "2008-09-31 does not exist: September 2008 has 30 days"),  // a city's notice of 2008
      ("2021-02-29", "2021-02-29 does not exist: February 2021 has 28 days"),
      ("2000-02-30", "2000-02-30 does not exist: February 2000 has 29 days"),
      ("1900-02-29", "1900-02-29 does not exist: February 1900 has 28 days"),
      ("2020-00-10", "2020-00-10 does not exist: months run from 1 to 12"),
      ("2020-13-01", "2020-13-01 does not exist: months run from 1 to 12"),
      ("2020-01-00", "2020-01-00 does not exist: January 2020 has 31 days"),
      ("0000-01-01", "0000-01-01 does not exist: years run from 1 to 9999"),
    ]
  )
  func impossibleDate(text: String, message: String) throws {
    let error = #expect(throws: DateError.self) { try CivilDate(parsing: text) }
    #expect(error?.description == message)
    #expect(CivilDate(text) == nil)
  }

  @Test(
    "anything but ten characters YYYY-MM-DD is refused",
    arguments: [
      "", "2020", "2020-8-12", "2020-08-1", "20200812", "2020/08/12", " 2020-08-12", "2020-08-12 ", "2020-08-12T",
      "12020-08-12", "-020-08-12", "+020-08-12", "２０２０-08-12", "2020-08-1２", "2020–08–12", "today",
    ]
  )
  func malformedDate(text: String) {
    #expect(throws: DateError.malformedDate(text)) { try CivilDate(parsing: text) }
  }

  @Test("arithmetic that leaves the years 1 to 9999 is refused")
  func outOfRange() {
    #expect(throws: DateError.self) { try CivilDate.last.adding(days: 1) }
    #expect(throws: DateError.self) { try CivilDate.first.adding(days: -1) }
    #expect(throws: DateError.self) { try CivilDate.first.adding(days: .min) }
    #expect(throws: DateError.self) { try CivilDate.last.adding(months: 1) }
    #expect(throws: DateError.self) { try CivilDate.first.adding(months: -1) }
    #expect(throws: DateError.self) { try CivilDate.first.adding(months: .max) }
    #expect(throws: DateError.self) { try CivilDate(checking: Int(CivilDate.last.days) + 1) }
  }

  @Test("every day of 400 years follows the one before, and the 400 years repeat the weekdays")
  func everyDay() throws {
    var date = try CivilDate(year: 1900, month: 1, day: 1)
    for _ in 0..<146_097 {
      let next = try date.adding(days: 1)
      #expect(next.weekday == date.weekday % 7 + 1)
      let isNextDay = next.day == date.day + 1 && next.month == date.month && next.year == date.year
      let isNextMonth = next.day == 1 && next.month == date.month % 12 + 1
      guard isNextDay || isNextMonth else {
        Issue.record("\(next) does not follow \(date)")
        return
      }
      date = next
    }
    #expect(date.description == "2300-01-01")
    #expect(date.weekday == 1)
  }
}
