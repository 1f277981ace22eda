import LookbackCEL
import LookbackCore
import LookbackTime
import Testing

@Suite("Clocks do what the notation says")
struct ClockConstructTests {
  private let clerk = Actor.someone("clerk@desk")
  private let liaison = Actor.someone("liaison@desk")
  private let head = Actor.someone("head@desk")

  /// Received on Monday 4 March 2024; ten working days later is Monday the 18th.
  private func received(_ data: [String: Value] = [:]) throws -> Rehearsal {
    var story = try Rehearsal([Definitions.clocks])
    try story.open("timed")
    try story.fire("receive", data, by: clerk)
    return story
  }

  @Test("reminders repeat after the last day, by count and up to a day, and then stop")
  func ladders() throws {
    var story = try received()
    #expect(story.due("answer") == "2024-03-18")
    #expect(
      try story.wait(until: "2025-03-01") == [
        "remind answer 2024-03-14", "overdue answer 2024-03-19", "remind answer 2024-03-25",
        "remind answer 2024-03-28", "remind answer 2024-04-01", "remind answer 2024-04-08", "remind answer 2024-04-28",
      ])
    #expect(story.current?.timers(in: story.library).isEmpty == true)
    story.expectReplay()
  }

  @Test("a ladder ends with the clock")
  func ladderStops() throws {
    var story = try received()
    _ = try story.wait(until: "2024-03-26")
    try story.fire("close", by: clerk)
    #expect(try story.wait(until: "2025-03-01") == [])
  }

  @Test("a breach tells, writes, mails and calls")
  func breach() throws {
    var story = try received()
    _ = try story.wait(until: "2024-03-19")
    let sent = story.messages.filter { $0.about.hasSuffix("answer") || $0.topic == .webhook }
    #expect(sent.map(\.topic) == [.reminder, .overdue, .notice, .webhook])
    #expect(sent.last?.about == "alarm" && sent.last?.to == [])
  }

  @Test("an event halts the clock through every state until another lets it go on")
  func held() throws {
    var story = try received()
    story.moment = try Moment(parsing: "2024-03-06T01:00:00Z")
    try story.fire("ask", by: clerk)
    try story.fire("move", by: clerk)
    #expect(try story.wait(until: "2024-06-01") == [])
    story.moment = try Moment(parsing: "2024-06-03T01:00:00Z")
    #expect(story.current?.deadlines(in: story.library).first?.status == .paused)
    try story.fire("hear", by: clerk)
    #expect(story.current?.deadlines(in: story.library).first?.status == .running)
    // Of the ten days the 5th of March has passed; the other nine begin on the 3rd of June.
    #expect(story.due("answer") == "2024-06-13")
    story.expectReplay()
  }

  @Test(
    "a clock that stands still is overdue only if it was when it was halted",
    arguments: [("2024-03-18", false), ("2024-03-20", true)])
  func heldOverdue(_ day: String, _ isLate: Bool) throws {
    var story = try received()
    _ = try story.wait(until: day)
    try story.fire("ask", by: clerk)
    _ = try story.wait(until: "2024-06-01")
    let deadline = try #require(story.current?.deadlines(in: story.library).first)
    #expect(deadline.status == .paused)
    #expect(deadline.isPast(at: story.moment) == isLate)
    let current = try #require(story.current)
    let condition = try Guard(untyped: "clock('answer').overdue", names: Case.conditionNames)
    let context = DecisionContext(library: story.library, moment: story.moment)
    #expect(try current.satisfies(condition, as: clerk, in: context) == isLate)
    // Lists of what is overdue show the case, or do not.
    #expect((CaseSchedule(current, in: story.library).urgency.day != nil) == isLate)
  }

  @Test("one asks for more time and another grants it; only what was asked for can be granted")
  func asked() throws {
    var story = try received()
    guard case .notInThisState = story.refusal("extend answer", by: head) else {
      Issue.record("granted unasked")
      return
    }
    #expect(story.refusal("ask to extend answer", by: liaison) == .missing(fields: ["reason"]))
    try story.fire("ask to extend answer", ["reason": .string("hard")], by: liaison)
    #expect(story.current?.workItems(in: story.library).contains { $0.kind == "extend answer" } == true)
    let both = Actor.someone("head@desk", code: "liaison@desk")
    #expect(
      story.refusal("extend answer", by: both) == .barred(person: "liaison@desk", fired: "ask to extend answer"))
    try story.fire("extend answer", by: head)
    #expect(story.due("answer") == "2024-03-25")
    #expect(
      story.refusal("ask to extend answer", ["reason": .string("again")], by: liaison)
        == .cannotExtend(clock: "answer", reason: .limitReached))
    story.expectReplay()
  }

  @Test("a refused extension can be asked for again")
  func refused() throws {
    var story = try received()
    try story.fire("ask to extend answer", ["reason": .string("hard")], by: liaison)
    #expect(story.refusal("refuse to extend answer", by: head) == .missing(fields: ["reason"]))
    try story.fire("refuse to extend answer", ["reason": .string("no")], by: head)
    #expect(story.due("answer") == "2024-03-18")
    #expect(story.refusal("ask to extend answer", ["reason": .string("please")], by: liaison) == nil)
    story.expectReplay()
  }

  @Test("a corrected start counts as if it had always been, with its reason")
  func corrected() throws {
    var story = try received()
    story.moment = try Moment(parsing: "2024-03-07T01:00:00Z")
    let reason: [String: Value] = ["reason": .string("the post was late")]
    #expect(story.refusal("correct answer", reason, by: clerk) == .missing(fields: ["started"]))
    #expect(
      story.refusal("correct answer", reason.merging(["started": .string("2024-03-04")]) { $1 }, by: clerk)
        == .sameStart(clock: "answer", try CivilDate(parsing: "2024-03-04")))
    #expect(
      story.refusal("correct answer", ["started": .string("2024-03-05")], by: clerk) == .missing(fields: ["reason"]))
    try story.fire("correct answer", reason.merging(["started": .string("2024-03-06")]) { $1 }, by: clerk)
    #expect(story.due("answer") == "2024-03-20")
    story.expectReplay()
  }

  @Test("a date that is worked out follows its fields, by recorded facts")
  func workedOut() throws {
    var story = try received()
    #expect(story.due("worked out") == nil)
    try story.fire("set", ["received": .string("2024-03-01"), "span": .int(5)], by: clerk)
    #expect(story.due("worked out") == "2024-03-08")
    try story.fire("set", ["span": .int(7)], by: clerk)
    #expect(story.due("worked out") == "2024-03-12")
    #expect(
      story.history.last?.changes.last == .clockDated(.root, clock: "worked out", try CivilDate(parsing: "2024-03-12")))
    #expect(try story.wait(until: "2024-03-13").contains("late worked out 2024-03-13"))
    story.expectReplay()
  }

  @Test("a date that is worked out moves with the calendar, as part of the re-dating that is recorded")
  func workedOutAnew() throws {
    var story = try received(["received": .string("2024-03-01"), "span": .int(5)])
    let holiday = CalendarSource.Holiday(
      name: CalendarName(english: "Founding day", chinese: "纪念日"), dates: [try CivilDate(parsing: "2024-03-07")])
    var year = CalendarSource.Year(sources: ["notice"])
    year.holidays = [holiday]
    let source = CalendarSource(name: "plain", version: 2, extends: nil, weekend: [6, 7], years: [2024: year])
    story.library.add(try WorkCalendar(source, parent: nil))
    let moved = try #require(story.current?.movedDates(in: story.library))
    #expect(moved.map { "\($0.subject) \($0.from) \($0.to)" }.contains("worked out 2024-03-08 2024-03-11"))
    try story.submit(.redate, by: .someone("clerk@desk"))
    #expect(story.due("worked out") == "2024-03-11")
    story.expectReplay()
  }
}
