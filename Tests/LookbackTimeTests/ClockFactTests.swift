import LookbackTime
import Testing

@Suite("corrections, grants, caps and the two dates")
struct ClockFactTests {
  private func date(_ text: String) throws -> CivilDate { try CivilDate(parsing: text) }

  private func replay(
    _ started: String, _ span: String, _ extensions: [ClockFacts.Extension] = [], _ counting: Counting = .announced,
    pauses: [ClockFacts.Pause] = [], corrections: [ClockFacts.Correction] = []
  ) throws -> Deadline {
    let facts = ClockFacts(
      started: try date(started), corrections: corrections, pauses: pauses, extensions: extensions)
    return try Deadline.replay(facts, ClockRule(span: Span(parsing: span), counting: counting), China.calendar())
  }

  @Test("a correction replaces the start, the one recorded last holds, and the original is told")
  func correction() throws {
    let first = ClockFacts.Correction(started: try date("2020-03-01"), on: try date("2020-04-01"), sequence: 4)
    let second = ClockFacts.Correction(started: try date("2020-02-29"), on: try date("2020-04-01"), sequence: 9)
    let deadline = try replay("2020-03-10", "1 year", corrections: [second, first])
    #expect(deadline.due.description == "2021-02-28")
    #expect(
      deadline.text(in: .english).first
        == "the start was recorded as 2020-03-10, and corrected on 2020-04-01 to 2020-02-29")
    #expect(deadline.text(in: .chinese).first == "开始日原记为2020-03-10，2020-04-01更正为2020-02-29")
  }

  @Test("a start that was recorded later tells both dates")
  func recorded() throws {
    let facts = ClockFacts(started: try date("2020-08-12"), recorded: try date("2020-08-14"))
    let rule = ClockRule(span: Span(1, .days), counting: .announced)
    let deadline = try Deadline.replay(facts, rule, China.calendar())
    #expect(deadline.text(in: .english)[1] == "recorded on 2020-08-14 (Friday)")
    #expect(deadline.text(in: .chinese)[1] == "记录于2020-08-14（星期五）")
    #expect(deadline.due.description == "2020-08-13")
  }

  @Test("an extension from the day it is granted, from the start, from the last day; the original date is kept")
  func reaches() throws {
    let on = try date("2020-08-20")
    #expect(
      try replay("2020-08-12", "10 days", [.init(.fromGrant(Span(5, .days)), on: on)]).due.description == "2020-08-25")
    #expect(
      try replay("2020-08-12", "10 days", [.init(.fromGrant(Span(1, .days)), on: on)]).due.description == "2020-08-22")
    #expect(try replay("2020-08-12", "10 days", [.init(.by(Span(5, .days)), on: on)]).due.description == "2020-08-27")
    #expect(try replay("2020-08-12", "10 days", [.init(.to(Span(15, .days)), on: on)]).due.description == "2020-08-27")
    let granted = ClockFacts.Extension(.fromGrant(Span(5, .workingDays)), on: try date("2020-09-28"))
    let deadline = try replay("2020-09-20", "10 days", [granted])
    #expect(deadline.due.description == "2020-10-12")
    #expect(deadline.original.description == "2020-09-30")
  }

  @Test("a cap from the start limits an extension, and never shortens")
  func cap() throws {
    let on = try date("2020-08-20")
    let cap = Span(15, .days)
    let capped = try replay("2020-08-12", "10 days", [.init(.by(Span(20, .days)), on: on, cap: cap)])
    #expect(capped.due.description == "2020-08-27")
    #expect(capped.text(in: .english).contains("at most 15 days from the start, which end on 2020-08-27 (Thursday)"))
    #expect(capped.text(in: .chinese).contains("自开始日起最长15日，至2020-08-27（星期四）"))
    let low = try replay("2020-08-12", "10 days", [.init(.by(Span(20, .days)), on: on, cap: Span(5, .days))])
    #expect(low.due.description == "2020-08-22")
    let pause = ClockFacts.Pause(from: try date("2020-08-14"), until: try date("2020-08-16"))
    let moved = try replay(
      "2020-08-12", "10 days", [.init(.by(Span(20, .days)), on: on, cap: cap)], pauses: [pause])
    #expect(moved.due.description == "2020-08-29")
  }

  @Test("pauses are counted in days or in working days, whatever the span counts")
  func pausedDays() throws {
    let pause = ClockFacts.Pause(from: try date("2020-09-30"), until: try date("2020-10-10"))
    func due(_ span: String, _ unit: Counting.PausedDays?) throws -> String {
      let counting = Counting(start: .excluded, last: .asIs, pauses: unit)
      return try replay("2020-09-21", span, [], counting, pauses: [pause]).due.description
    }
    #expect(try due("20 days", nil) == "2020-10-21")
    #expect(try due("20 days", .days) == "2020-10-21")
    #expect(try due("20 days", .workingDays) == "2020-10-13")  // 30 September and 9 October, from a Sunday on
    #expect(try due("20 working days", nil) == "2020-10-27")
    #expect(try due("20 working days", .workingDays) == "2020-10-27")
    #expect(try due("20 working days", .days) == "2020-11-02")
  }

  @Test("a series of month extensions from an included start keeps its day")
  func includedMonths() throws {
    let included = Counting(start: .included, last: .asIs)
    let more = ClockFacts.Extension(.by(Span(1, .months)), on: try date("2021-01-31"))
    #expect(try replay("2021-01-31", "1 month", [more], included).due.description == "2021-03-30")
    #expect(try replay("2021-01-31", "2 months", [], included).due.description == "2021-03-30")
  }

  @Test("an announced date after the statutory one is a conflict (Guizhou 2025, Wuzhong 2022)")
  func conflict() throws {
    let guizhou = DueDates(statutory: try date("2025-06-23"), announced: try date("2025-06-30"))
    #expect(guizhou.conflict == .announcedAfterStatutory)
    #expect(guizhou.earliest?.description == "2025-06-23")
    let wuzhong = DueDates(statutory: try date("2022-06-24"), announced: try date("2022-08-31"))
    #expect(wuzhong.conflict == .announcedAfterStatutory)
    #expect(DueDates(statutory: try date("2022-06-24"), announced: try date("2022-06-24")).conflict == nil)
    #expect(DueDates(statutory: try date("2022-06-24"), announced: nil).conflict == nil)
    #expect(DueDates(statutory: nil, announced: try date("2022-06-24")).earliest?.description == "2022-06-24")
  }

  @Test("arithmetic keeps to the years 1 to 9999", arguments: Span.Unit.allCases.dropFirst(3))
  func overflow(unit: Span.Unit) throws {
    let calendar = try WorkCalendar("p", holidayName: CalendarName(), weekend: [6, 7], holidays: [], working: [])
    #expect(throws: DateError.self) { try calendar.due(Span(1, unit), from: .last, counting: .announced) }
    if unit != .days && unit != .weeks {
      #expect(throws: DateError.self) {
        try calendar.due(Span(Span.largestCount * 9 / 10, unit), from: date("9000-01-01"), counting: .announced)
      }
    }
    let first = try calendar.due(Span(1, unit), from: .first, counting: .civilCode)
    #expect(first > .first)
    #expect(try calendar.due(Span(0, unit), from: .last, counting: .announced) == .last)
  }

  @Test("a calendar given in place takes what is said twice, and refuses what is contradicted")
  func given() throws {
    let sunday = try date("2024-09-29")
    let thursday = try date("2024-10-03")
    let calendar = try WorkCalendar(
      "given", holidayName: CalendarName(english: "holiday"), weekend: [6, 7], holidays: [thursday, thursday],
      working: [sunday, try date("2024-09-30")])
    #expect(calendar.isWorking(sunday))
    #expect(!calendar.isWorking(thursday))
    #expect(calendar.isPublished(year: 1))
    #expect(calendar.dayName(try date("2024-09-30")) == nil)
    #expect(throws: CalendarError.bothHolidayAndWorking(sunday)) {
      try WorkCalendar("g", holidayName: CalendarName(), weekend: [7], holidays: [sunday], working: [sunday])
    }
    #expect(throws: CalendarError.badWeekend([1, 2, 3, 4, 5, 6, 7])) {
      try WorkCalendar("g", holidayName: CalendarName(), weekend: [1, 2, 3, 4, 5, 6, 7], holidays: [], working: [])
    }
  }
}
