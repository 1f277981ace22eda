import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackYAML
import Testing

@Suite("Terms of hours follow a calendar that is published later")
struct HourRedatingTests {
  private typealias D = TimeDefinitions

  private static let clocks = """
    handle:
      title: {en: handling, zh: 办}
      runs: 12 working hours
      from: state open
      remind: [{before: 1 hour, tell: office}]
      breach: {tell: office}
    closes:
      title: {en: closing, zh: 闭}
      runs: 1 working day
      from: state open
      ends at: close of business
      breach: {tell: office}
    """

  /// Opened on Monday at nine: twelve of eight hours a day are over on Tuesday at two in the afternoon.
  private func story() throws -> Rehearsal {
    let definition = D.workflow("x", clocks: Self.clocks, events: D.finish)
    var story = try Rehearsal([definition, D.calendar()], on: "2025-03-03")
    try story.open("x")
    return story
  }

  private func lapses(_ story: Rehearsal) -> [String] {
    story.current?.deadlines(in: story.library).map { "\($0.clock) \($0.lapse)" } ?? []
  }

  /// The calendar's second version.
  private func publish(_ text: String, for story: inout Rehearsal) throws {
    let loaded = D.load([text.replacing("version: 1", with: "version: 2")])
    #expect(loaded.diagnostics.filter { $0.severity == .error }.isEmpty)
    let calendar = try #require(loaded.library.calendars.values.first { $0.name == "office" && $0.version == 2 })
    story.library.add(calendar)
  }

  @Test(
    "a day that becomes a holiday moves them to the next one, and hours that become others move them within their day",
    arguments: [
      (
        D.calendar().replacing("holidays: []", with: "holidays: [{name: {en: x, zh: 节}, days: [2025-03-04]}]"),
        ["handle 2025-03-05T06:00:00Z", "closes 2025-03-05T10:00:00Z"]
      ),
      (
        D.calendar(hours: "[09:00-12:00, 13:00-17:00]"),
        ["handle 2025-03-04T07:00:00Z", "closes 2025-03-04T09:00:00Z"]
      ),
    ])
  func publishedLater(text: String, expected: [String]) throws {
    var story = try story()
    let before = ["handle 2025-03-04T06:00:00Z", "closes 2025-03-04T10:00:00Z"]
    #expect(lapses(story) == before)
    try publish(text, for: &story)
    // Nothing moves by itself.
    #expect(lapses(story) == before)
    #expect(story.current?.movedDates(in: story.library).map(\.subject) == ["handle", "closes"])
    try story.submit(.redate, by: .engine)
    #expect(lapses(story) == expected)
    let urgency = try #require(story.current.map { CaseSchedule($0, in: story.library).urgency })
    #expect(urgency.overdue.map { "handle \($0)" } == expected.first)
    let timers = try #require(story.current?.timers(in: story.library).map { "\($0.due)" })
    #expect(expected.allSatisfy { lapse in timers.contains { lapse.hasSuffix($0) } })
    #expect(story.current?.movedDates(in: story.library) == [])
    story.expectReplay()
  }
}
