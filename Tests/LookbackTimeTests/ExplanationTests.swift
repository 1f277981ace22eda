import LookbackTime
import Testing

@Suite("explanations")
struct ExplanationTests {
  private func guizhou() throws -> Deadline {
    let facts = ClockFacts(
      started: try CivilDate(parsing: "2025-03-21"),
      pauses: [.init(from: try CivilDate(parsing: "2025-04-07"), until: try CivilDate(parsing: "2025-04-08"))],
      extensions: [.init(.to(Span(6, .months)), on: try CivilDate(parsing: "2025-06-10"))])
    let rule = ClockRule(span: Span(3, .months), counting: .civilCode, law: "代表法 第四十二条")
    return try Deadline.replay(facts, rule, China.calendar())
  }

  @Test("a deadline explains itself in English")
  func english() throws {
    #expect(
      try guizhou().text(in: .english) == [
        "started on 2025-03-21 (Friday), a day that is not counted",
        "3 months end on 2025-06-21 (Saturday)",
        "paused from 2025-04-07 until 2025-04-08, 1 day: the last day becomes 2025-06-22 (Sunday)",
        "extended on 2025-06-10 to 6 months from the start: the last day is 2025-09-22 (Monday)",
        "calendar cn, version 1",
        "by 代表法 第四十二条",
        "due 2025-09-22 (Monday), until the midnight that ends it",
      ])
  }

  @Test("a deadline explains itself in Chinese")
  func chinese() throws {
    #expect(
      try guizhou().text(in: .chinese) == [
        "2025-03-21（星期五）开始，当日不计入",
        "3个月，期间的最后一日为2025-06-21（星期六）",
        "2025-04-07起中止，2025-04-08恢复，共1日，最后一日变为2025-06-22（星期日）",
        "2025-06-10批准延长至自开始日起6个月，最后一日为2025-09-22（星期一）",
        "日历cn，第1版",
        "依据代表法 第四十二条",
        "截止2025-09-22（星期一）二十四时",
      ])
  }

  @Test("a count of working days names what it skips and what it counts on a weekend")
  func workingDays() throws {
    let facts = ClockFacts(started: try CivilDate(parsing: "2020-09-24"))
    let rule = ClockRule(span: Span(6, .workingDays), counting: .civilCode)
    let deadline = try Deadline.replay(facts, rule, China.calendar())
    #expect(
      deadline.text(in: .english) == [
        "started on 2020-09-24 (Thursday), a day that is not counted",
        "counted although a weekend day: 2020-09-27 (Sunday), a make-up day",
        "not counted: 国庆节、中秋节, 2020-10-01 to 2020-10-08",
        "not counted: 1 weekend day from 2020-09-25 to 2020-10-09",
        "6 working days end on 2020-10-09 (Friday)",
        "calendar cn, version 1",
        "due 2020-10-09 (Friday), until the midnight that ends it",
      ])
  }

  @Test("a roll names the day of rest, and a year without notice is called provisional")
  func rollAndProvisional() throws {
    let rolled = try Deadline.fixed(CivilDate(parsing: "2025-05-31"), last: .nextWorkingDay, China.calendar())
    #expect(
      rolled.text(in: .english) == [
        "set to 2025-05-31 (Saturday)",
        "the last day moves from 2025-05-31 (Saturday), 端午节, to 2025-06-03 (Tuesday)",
        "calendar cn, version 1",
        "due 2025-06-03 (Tuesday), until the midnight that ends it",
      ])
    let provisional = try Deadline.fixed(CivilDate(parsing: "2027-01-02"), last: .nextWorkingDay, China.calendar())
    #expect(provisional.text(in: .chinese).contains("暂定：本日历尚无2027年的放假安排"))
    #expect(provisional.provisional)
  }

  @Test("a calendar that extends others is named with each of them, and its edition, in words and for programs")
  func parents() throws {
    let china = try China.calendar()
    let province = try WorkCalendar(
      CalendarSource(name: "cn-qinghai", version: 3, extends: "cn", years: [:]), parent: china)
    let county = try WorkCalendar(
      CalendarSource(name: "cn-qinghai-huzhu", version: 2, extends: "cn-qinghai", years: [:]), parent: province)
    let deadline = try Deadline.fixed(CivilDate(parsing: "2025-05-30"), last: .nextWorkingDay, county)
    #expect(
      deadline.text(in: .english) == [
        "set to 2025-05-30 (Friday)",
        "calendar cn-qinghai-huzhu, version 2",
        "calendar cn-qinghai, version 3, which cn-qinghai-huzhu extends",
        "calendar cn, version 1, which cn-qinghai extends",
        "due 2025-05-30 (Friday), until the midnight that ends it",
      ])
    #expect(
      Array(deadline.text(in: .chinese).prefix(4).dropFirst()) == [
        "日历cn-qinghai-huzhu，第2版",
        "日历cn-qinghai，第3版，cn-qinghai-huzhu以它为基础",
        "日历cn，第1版，cn-qinghai以它为基础",
      ])
    let steps = deadline.steps.filter { $0.kind == "extended calendar" }
    #expect(
      steps.map { $0.fields(in: .english).map(\.value) } == [
        [.text("cn-qinghai"), .number(3), .text("cn-qinghai-huzhu")], [.text("cn"), .number(1), .text("cn-qinghai")],
      ])
  }

  @Test("every step has words in both languages", arguments: Language.allCases)
  func everyStep(language: Language) throws {
    let date = try CivilDate(parsing: "2020-08-12")
    let facts = ClockFacts(
      started: try CivilDate(parsing: "2020-08-15"),
      pauses: [.init(from: try CivilDate(parsing: "2020-08-20"), until: nil)],
      extensions: [.init(.by(Span(1, .weeks)), on: date)])
    let rule = ClockRule(span: Span(2, .weeks), counting: Counting(start: .rolled, last: .nextWorkingDay))
    let deadline = try Deadline.replay(facts, rule, China.calendar())
    let lines = deadline.text(in: language)
    #expect(lines.count == deadline.steps.count)
    #expect(lines.allSatisfy { !$0.isEmpty && !$0.hasSuffix(".") && !$0.hasSuffix("。") })
    #expect(deadline.due.description == "2020-09-07")
    #expect(deadline.pausedSince?.description == "2020-08-20")
  }
}
