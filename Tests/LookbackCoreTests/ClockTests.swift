import LookbackCEL
import LookbackCore
import LookbackTime
import Testing

@Suite("Clocks follow their counting")
struct ClockTests {
  /// The matter with another clock `reply`.
  private func story(at moment: String, _ change: (inout ClockDefinition) throws -> Void) throws -> Story {
    var library = try Fixture.library()
    var matter = try Fixture.matter()
    try change(&matter.clocks[0])
    matter.back = .allowed(who: ["office"], atMost: Span(1, .weeks), needsReason: false)
    library.add(matter)
    return try Story(at: Moment(parsing: moment), in: library)
  }

  private func reply(_ story: Story) throws -> CaseDeadline {
    try #require(story.current?.deadlines(in: story.library).first { $0.clock == "reply" })
  }

  @Test(
    "an event of today after the cut-off counts for a later day, one with a given date for that day",
    arguments: [
      ("2019-02-01T08:59:00Z", nil, "2019-02-01"), ("2019-02-01T09:00:00Z", nil, "2019-02-04"),
      ("2019-02-01T09:00:00Z", "2019-02-01", "2019-02-01"),
    ] as [(String, String?, String)])
  func cutOff(at moment: String, given: String?, started: String) throws {
    var story = try story(at: moment) { $0.counting.cutOff = CutOff(try TimeOfDay(parsing: "17:00"), .nextWorkingDay) }
    try story.open()
    try story.fire("assign", ["units": .string("civil")], by: .office, on: try given.map { try CivilDate(parsing: $0) })
    #expect(try reply(story).started.description == started)
  }

  @Test("a back-dated start tells when it was recorded")
  func recorded() throws {
    var story = try story(at: "2019-02-01T01:00:00Z") { _ in }
    try story.open()
    story.moment = try Moment(parsing: "2019-02-05T01:00:00Z")
    try story.fire("assign", ["units": .string("civil")], by: .office, on: try CivilDate(parsing: "2019-02-04"))
    #expect(try reply(story).deadline.text(in: .english).contains("recorded on 2019-02-05 (Tuesday)"))
  }

  @Test("a clock that ends at the close of business is breached then, not at midnight")
  func closeOfBusiness() throws {
    var story = try story(at: "2019-02-01T01:00:00Z") { $0.counting.end = .closeOfBusiness }
    var library = story.library
    var calendar = try #require(library.newestCalendars["plain"])
    let day = [WorkingHours.Interval(start: 9 * 3600, end: 17 * 3600)]
    calendar.workingHours = try WorkingHours([1: day, 2: day, 3: day, 4: day, 5: day])
    library.add(calendar)
    story = try Story(at: story.moment, in: library)
    try story.open()
    try story.fire("assign", ["units": .string("civil")], by: .office)
    let breach = try #require(story.current?.timers(in: library).first { $0.key.hasSuffix("reply:breach") })
    #expect(breach.due.description == "2019-05-01T09:00:00Z")
  }

  @Test("an extension is counted from the day it is granted, up to its cap")
  func extended() throws {
    var story = try story(at: "2019-02-01T01:00:00Z") {
      $0.term = .runs(Span(10, .days), from: .event("assign"))
      $0.extend = ExtendRule(
        amount: .fromGrant(Span(30, .days)), cap: Span(25, .days), atMost: 1, who: ["office"], needs: ["reason"])
    }
    try story.open()
    try story.fire("assign", ["units": .string("civil")], by: .office)
    try story.fire("extend reply", ["reason": .string("hard")], by: .office)
    #expect(try reply(story).due.description == "2019-02-26")
    #expect(try reply(story).deadline.original.description == "2019-02-11")
  }

  @Test("a corrected start moves the clock, and replaying the history gives the same")
  func corrected() throws {
    var story = try story(at: "2019-02-01T01:00:00Z") { $0.counting = .announced }
    try story.open()
    try story.fire("assign", ["units": .string("civil")], by: .office)
    var event = try #require(story.history.last)
    event.sequence += 1
    let correction = ClockFacts.Correction(
      started: try CivilDate(parsing: "2019-01-28"), on: try CivilDate(parsing: "2019-02-01"), sequence: event.sequence)
    event.changes = [.clockCorrected(.root, clock: "reply", correction)]
    story.current = Case.replay(story.history + [event], id: CaseID(7))
    #expect(try reply(story).started.description == "2019-01-28")
    #expect(try reply(story).due.description == "2019-04-28")
    #expect(story.current?.root.clocks["reply"]?.facts.started.description == "2019-02-01")
  }
}
