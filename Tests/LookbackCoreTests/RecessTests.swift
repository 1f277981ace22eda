import LookbackCEL
import LookbackCore
import LookbackTime
import Testing

@Suite("reminders are silent in a recess")
struct RecessTests {
  /// The reminder of the reply clock, 15 working days before its last day, and that last day.
  private func reminder(recess: ClosedRange<CivilDate>?) throws -> (reminder: CivilDate?, due: CivilDate) {
    var story = try Story()
    if let recess {
      let source = CalendarSource(
        name: "plain", version: 2, weekend: [6, 7],
        recess: [Recess(name: CalendarName(english: "recess"), first: recess.lowerBound, last: recess.upperBound)])
      story.library.add(try WorkCalendar(source, parent: nil))
    }
    try story.open()
    try story.fire("assign", ["units": .string("civil")], by: .office)
    let current = try #require(story.current)
    let due = try #require(current.deadlines(in: story.library).first { $0.clock == "reply" }?.due)
    let timer = current.timers(in: story.library).first { $0.key.contains("remind") }
    let workflow = try #require(story.library.latest("matter"))
    return (timer.map { story.library.date(at: $0.due, in: workflow) }, due)
  }

  @Test("a reminder that falls into a recess goes out on the first day after it, and the last day stays")
  func postponed() throws {
    let usual = try reminder(recess: nil)
    let day = try #require(usual.reminder)
    let end = try day.adding(days: 6)
    let found = try reminder(recess: (try day.adding(days: -3))...end)
    #expect(found.reminder == (try end.adding(days: 1)))
    #expect(found.due == usual.due)
  }

  @Test("one whose recess lasts beyond the last day does not go out: the breach tells")
  func tooLate() throws {
    let usual = try reminder(recess: nil)
    let day = try #require(usual.reminder)
    let found = try reminder(recess: day...(try usual.due.adding(days: 1)))
    #expect(found.reminder == nil)
    #expect(found.due == usual.due)
  }

  @Test("a recess elsewhere changes nothing")
  func elsewhere() throws {
    let usual = try reminder(recess: nil)
    let found = try reminder(recess: (try usual.due.adding(days: 10))...(try usual.due.adding(days: 20)))
    #expect(found == usual)
  }
}
