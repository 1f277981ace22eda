import LookbackTime
import Testing

/// One row of a table: facts, rule, and the last day that follows.
struct DeadlineFact: Sendable, CustomTestStringConvertible {
  var why: String
  var started: String
  var span: String
  var counting = Counting.civilCode
  var pauses: [(String, String?)] = []
  var extensions: [(String, String, String)] = []
  var due: String
  var provisional = false

  var testDescription: String { why }

  func deadline() throws -> Deadline {
    let facts = ClockFacts(
      started: try CivilDate(parsing: started),
      pauses: try pauses.map { from, until in
        ClockFacts.Pause(from: try CivilDate(parsing: from), until: try until.map { try CivilDate(parsing: $0) })
      },
      extensions: try extensions.map { kind, span, on in
        let span = try Span(parsing: span)
        return ClockFacts.Extension(kind == "to" ? .to(span) : .by(span), on: try CivilDate(parsing: on))
      })
    return try Deadline.replay(facts, ClockRule(span: Span(parsing: span), counting: counting), China.calendar())
  }
}

@Suite("deadlines")
struct DeadlineTests {
  static let asIs = Counting.announced
  static let included = Counting(start: .included, last: .asIs)
  static let rolled = Counting(start: .rolled, last: .asIs)
  static let back = Counting(start: .excluded, last: .previousWorkingDay)

  static let counted: [DeadlineFact] = [
    DeadlineFact(
      why: "Guizhou 2025: three months end on a Saturday and roll (Civil Code, art. 203)",
      started: "2025-03-21", span: "3 months", due: "2025-06-23"),
    DeadlineFact(
      why: "Guizhou 2025, as is", started: "2025-03-21", span: "3 months", counting: asIs, due: "2025-06-21"),
    DeadlineFact(why: "Wuzhong 2022", started: "2022-03-24", span: "3 months", due: "2022-06-24"),
    DeadlineFact(why: "Huoqiu 2019", started: "2019-04-09", span: "3 months", due: "2019-07-09"),
    DeadlineFact(
      why: "a last day in National Day rolls to the day after the holiday",
      started: "2019-07-01", span: "3 months", due: "2019-10-08"),
    DeadlineFact(
      why: "no corresponding day: the month's end (Civil Code, art. 202)",
      started: "2020-08-31", span: "3 months", due: "2020-11-30"),
    DeadlineFact(
      why: "a holiday rolls to a Sunday that is worked", started: "2020-03-27", span: "3 months", due: "2020-06-28"),
    DeadlineFact(
      why: "a Sunday that is worked stays", started: "2020-03-28", span: "3 months", due: "2020-06-28"),
    DeadlineFact(
      why: "a last day may roll back", started: "2020-07-01", span: "3 months", counting: back, due: "2020-09-30"),
    DeadlineFact(why: "the start is not counted", started: "2020-08-12", span: "15 days", due: "2020-08-27"),
    DeadlineFact(
      why: "the start is counted", started: "2020-08-12", span: "15 days", counting: included, due: "2020-08-26"),
    DeadlineFact(
      why: "months with the start counted end the day before (BGB § 188 II)",
      started: "2020-03-10", span: "1 month", counting: included, due: "2020-04-09"),
    DeadlineFact(
      why: "months with the start counted end with a month that is too short (BGB § 188 III)",
      started: "2019-11-30", span: "3 months", counting: included, due: "2020-02-29"),
    DeadlineFact(
      why: "a start in the holiday rolls first", started: "2020-01-24", span: "5 days", counting: rolled,
      due: "2020-02-08"),
    DeadlineFact(why: "weeks are seven days", started: "2020-08-12", span: "2 weeks", due: "2020-08-26"),
    DeadlineFact(
      why: "a leap day and a year", started: "2020-02-29", span: "1 year", counting: asIs, due: "2021-02-28"),
    DeadlineFact(
      why: "Spring Festival 2020 made longer", started: "2020-01-23", span: "1 working day", due: "2020-02-03"),
    DeadlineFact(
      why: "working days inside a published year", started: "2026-11-24", span: "20 working days", due: "2026-12-22"),
    DeadlineFact(
      why: "working days into a year that is not published", started: "2026-12-15", span: "20 working days",
      due: "2027-01-12", provisional: true),
    DeadlineFact(
      why: "a last day in a year that is not published", started: "2026-11-02", span: "3 months",
      due: "2027-02-02", provisional: true),
    DeadlineFact(
      why: "a last day that cannot roll needs no calendar", started: "2026-11-02", span: "3 months", counting: asIs,
      due: "2027-02-02"),
    DeadlineFact(why: "nothing to count", started: "2020-08-12", span: "0 days", due: "2020-08-12"),
  ]

  static let changed: [DeadlineFact] = [
    DeadlineFact(
      why: "to 6 months from the start, a Sunday", started: "2025-03-21", span: "3 months",
      extensions: [("to", "6 months", "2025-06-01")], due: "2025-09-22"),
    DeadlineFact(
      why: "by a month from the rolled last day", started: "2025-03-21", span: "3 months",
      extensions: [("by", "1 month", "2025-06-01")], due: "2025-07-23"),
    DeadlineFact(
      why: "month steps in a row come from the original date", started: "2020-10-31", span: "3 months", counting: asIs,
      extensions: [("by", "1 month", "2021-01-05"), ("by", "1 month", "2021-02-05")], due: "2021-03-31"),
    DeadlineFact(
      why: "an absolute extension into a year that is not published", started: "2026-12-01", span: "10 working days",
      counting: asIs, extensions: [("to", "30 working days", "2026-12-02")], due: "2027-01-12", provisional: true),
    DeadlineFact(
      why: "an absolute extension never shortens", started: "2020-08-12", span: "3 months",
      extensions: [("to", "2 months", "2020-08-20")], due: "2020-11-12"),
    DeadlineFact(
      why: "by 5 working days over National Day", started: "2020-08-28", span: "1 month",
      extensions: [("by", "5 working days", "2020-09-10")], due: "2020-10-12"),
    DeadlineFact(
      why: "a pause moves months by its days", started: "2025-03-21", span: "3 months",
      pauses: [("2025-04-01", "2025-04-11")], due: "2025-07-01"),
    DeadlineFact(
      why: "a pause moves working days by its working days", started: "2020-08-12", span: "15 working days",
      pauses: [("2020-08-17", "2020-08-24")], due: "2020-09-09"),
    DeadlineFact(
      why: "a pause over a weekend moves no working days", started: "2020-08-12", span: "15 working days",
      pauses: [("2020-08-15", "2020-08-17")], due: "2020-09-02"),
    DeadlineFact(
      why: "a pause after the last day comes too late", started: "2020-08-12", span: "15 days",
      pauses: [("2020-08-28", "2020-09-28")], due: "2020-08-27"),
    DeadlineFact(
      why: "a pause on the last day still counts", started: "2020-08-12", span: "15 days",
      pauses: [("2020-08-27", "2020-08-28")], due: "2020-08-28"),
    DeadlineFact(
      why: "a pause on the rolled last day moves that day", started: "2025-03-21", span: "3 months",
      pauses: [("2025-06-23", "2025-06-24")], due: "2025-06-24"),
    DeadlineFact(
      why: "a pause counts from the first day that the term counts: 13 August is the only one", started: "2020-08-12",
      span: "15 days", pauses: [("2020-08-01", "2020-08-14")], due: "2020-08-28"),
    DeadlineFact(
      why: "overlapping pauses count once", started: "2020-08-12", span: "15 days", counting: asIs,
      pauses: [("2020-08-18", "2020-08-21"), ("2020-08-17", "2020-08-20")], due: "2020-08-31"),
    DeadlineFact(
      why: "a pause inside another counts once", started: "2020-08-12", span: "15 days", counting: asIs,
      pauses: [("2020-08-17", "2020-08-21"), ("2020-08-18", "2020-08-19")], due: "2020-08-31"),
    DeadlineFact(
      why: "a pause before an absolute extension is added to it", started: "2020-08-12", span: "3 months",
      pauses: [("2020-09-01", "2020-09-11")], extensions: [("to", "6 months", "2020-10-12")], due: "2021-02-22"),
    DeadlineFact(
      why: "a pause after an absolute extension is added to it", started: "2020-08-12", span: "3 months",
      pauses: [("2020-11-01", "2020-11-11")], extensions: [("to", "6 months", "2020-10-12")], due: "2021-02-22"),
    DeadlineFact(
      why: "an extension that comes before a pause saves it from coming too late", started: "2020-08-12",
      span: "15 days", pauses: [("2020-09-01", "2020-09-02")], extensions: [("by", "15 days", "2020-08-20")],
      due: "2020-09-14"),
  ]

  @Test("a span is counted off", arguments: counted)
  func isCounted(fact: DeadlineFact) throws {
    let deadline = try fact.deadline()
    #expect(deadline.due.description == fact.due)
    #expect(deadline.provisional == fact.provisional)
    #expect(deadline.pausedSince == nil)
    #expect(deadline.steps.last == .due(deadline.due))
  }

  @Test("pauses and extensions move the last day", arguments: changed)
  func isChanged(fact: DeadlineFact) throws {
    let deadline = try fact.deadline()
    #expect(deadline.due.description == fact.due)
    #expect(deadline.provisional == fact.provisional)
  }

  @Test(
    "an announced date stands as it is, a fixed date may roll",
    arguments: [
      ("2009-11-20", Counting.Last.asIs, "2009-11-20"),  // Tongling: forms due
      ("2019-08-31", .asIs, "2019-08-31"),  // Huoqiu: a Saturday
      ("2025-05-31", .asIs, "2025-05-31"),  // Guizhou: a Saturday and Dragon Boat Festival
      ("2025-05-31", .nextWorkingDay, "2025-06-03"),
      ("2025-06-30", .nextWorkingDay, "2025-06-30"),  // Guizhou: replies
      ("2022-08-31", .asIs, "2022-08-31"),  // Wuzhong: main units
      ("2025-05-31", .previousWorkingDay, "2025-05-30"),
    ]
  )
  func fixed(date: String, last: Counting.Last, due: String) throws {
    let deadline = try Deadline.fixed(CivilDate(parsing: date), last: last, China.calendar())
    #expect(deadline.due.description == due)
  }

  @Test("while a pause lasts, the last day is that without it, and the clock is marked")
  func openPause() throws {
    var fact = DeadlineFact(
      why: "", started: "2020-08-12", span: "15 days", pauses: [("2020-08-20", nil)], due: "2020-08-27")
    #expect(try fact.deadline().pausedSince?.description == "2020-08-20")
    #expect(try fact.deadline().due.description == fact.due)
    fact.pauses = [("2020-08-28", nil)]
    #expect(try fact.deadline().pausedSince == nil)
  }

  @Test("a pause that ends before it begins is refused")
  func backwardPause() {
    let fact = DeadlineFact(
      why: "", started: "2020-08-12", span: "15 days", pauses: [("2020-08-20", "2020-08-19")], due: "")
    let error = #expect(throws: DateError.self) { try fact.deadline() }
    let words = "a pause from 2020-08-20 cannot end on 2020-08-19: give an end not before its start"
    #expect(error?.description == words)
  }

  @Test("a deadline of hours is refused, and so is one after the year 9999")
  func refusedSpans() {
    let hours = DeadlineFact(why: "", started: "2020-08-12", span: "48 hours", due: "")
    #expect(throws: DateError.notWholeDays(Span(48, .hours))) { try hours.deadline() }
    let far = DeadlineFact(why: "", started: "2020-08-12", span: "9000 years", due: "")
    #expect(throws: DateError.self) { try far.deadline() }
    let edge = DeadlineFact(why: "", started: "9999-12-24", span: "1000000 working days", due: "")
    #expect(throws: DateError.self) { try edge.deadline() }
  }
}
