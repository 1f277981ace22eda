import LookbackCEL
import LookbackCore
import LookbackTime
import Testing

@Suite("dates are counted with the calendar on record until somebody moves them")
struct RedatingTests {
  /// The same calendar in a second version: the last day of the reply clock becomes a day of rest.
  private func withSecondVersion(_ library: Library, rest: String) throws -> Library {
    var library = library
    let day = try CivilDate(parsing: rest)
    let source = CalendarSource(
      name: "plain", version: 2, weekend: [6, 7],
      years: [
        day.year: .init(
          sources: ["notice"], holidays: [.init(name: CalendarName(english: "Founding day"), dates: [day])])
      ])
    library.add(try WorkCalendar(source, parent: nil))
    return library
  }

  private func assigned() throws -> Story {
    var story = try Story()
    try story.open()
    try story.fire("assign", ["units": .string("civil")], by: .office)
    return story
  }

  private func due(_ story: Story, _ clock: String = "reply") throws -> CaseDeadline {
    let current = try #require(story.current)
    return try #require(current.deadlines(in: story.library).first { $0.clock == clock })
  }

  @Test("a new version moves nothing by itself: dates, timers and stored bytes stay")
  func nothingMovesByItself() throws {
    var story = try assigned()
    let before = try #require(story.current)
    let timers = before.timers(in: story.library)
    let old = try due(story)
    story.library = try withSecondVersion(story.library, rest: old.due.description)
    #expect(before.timers(in: story.library) == timers)
    #expect(try due(story).due == old.due)
    let moved = before.movedDates(in: story.library)
    #expect(moved.map(\.subject) == ["reply"])
    #expect(moved.first?.from == old.due)
    #expect(moved.first.map { $0.to > old.due } == true)
  }

  @Test("re-dating is one event that moves what runs, keeps the first date, and replays to the same case")
  func redatingMoves() throws {
    var story = try assigned()
    let old = try due(story)
    story.library = try withSecondVersion(story.library, rest: old.due.description)
    let seen = story.history.count
    try story.submit(.redate, by: .engine)
    #expect(story.history[seen...].map(\.name) == ["re-date"])
    let new = try due(story)
    #expect(new.due > old.due)
    #expect(new.original == old.due)
    #expect(new.calendar?.description == "plain 2")
    let current = try #require(story.current)
    #expect(Case.replay(story.history, id: current.id) == current)
    #expect(current.movedDates(in: story.library).isEmpty)
    #expect(story.messages.last?.about == "re-date")
    #expect(throws: Rejection.nothingMoves) { try story.submit(.redate, by: .engine) }
  }

  @Test("a clock that has stopped keeps its date and its calendar, and so does a case that has ended")
  func stoppedStays() throws {
    var story = try Story()
    try story.answered()
    let stopped = try due(story)
    story.library = try withSecondVersion(story.library, rest: stopped.due.description)
    #expect(story.current?.movedDates(in: story.library) == [])
    #expect(try due(story).due == stopped.due)
    #expect(try due(story).calendar?.description == "plain 1")
  }

  @Test("an extension counts with the newest calendar, what stood before included")
  func extensionRenews() throws {
    var story = try assigned()
    let old = try due(story)
    let half = try CivilDate(year: 2019, month: 8, day: 1)
    story.library = try withSecondVersion(story.library, rest: half.description)
    #expect(story.current?.movedDates(in: story.library).allSatisfy { $0.from == $0.to && $0.isSettled } == true)
    try story.fire("extend reply", ["reason": .string("wide")], by: .office)
    let extended = try due(story)
    #expect(extended.due > half, "the sixth month ends on a day of rest of the new version: \(extended.due)")
    #expect(extended.calendar?.description == "plain 2")
    #expect(extended.original == old.due)
  }

  @Test("a clock that starts after the new version counts with it")
  func startsWithNewest() throws {
    var story = try Story()
    try story.open()
    story.library = try withSecondVersion(story.library, rest: "2019-05-01")
    try story.fire("assign", ["units": .string("civil")], by: .office)
    #expect(try due(story).calendar?.description == "plain 2")
    #expect(try due(story).due.description == "2019-05-02")
  }
}
