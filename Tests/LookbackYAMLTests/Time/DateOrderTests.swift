import LookbackCEL
import LookbackCore
import LookbackTime
import LookbackYAML
import Testing

@Suite("Business dates are in order")
struct DateOrderTests {
  private typealias D = TimeDefinitions
  private let clerk = Actor.someone("clerk@desk")

  /// Opened on 3 March 2025, asked on the 10th; it is the 14th now.
  private func asked() throws -> Rehearsal {
    let clocks = """
      answer:
        title: {en: answer, zh: 答}
        runs: 20 days
        from: state open
        pauses on: [ask]
        resumes on: [hear]
        extend: {by: 5 days, who: office}
        correct: {who: office}
        remind: [{before: 15 days, tell: office}]
        breach: {tell: office}
      """
    let events = """
      ask: {title: {en: ask, zh: 问}}
      hear: {title: {en: hear, zh: 闻}}
      \(D.finish)
      """
    var story = try Rehearsal(
      [D.workflow("x", clocks: clocks, events: events, rest: D.back), D.calendar()], on: "2025-03-03")
    try story.open("x")
    _ = try story.wait(until: "2025-03-09")
    story.moment = try Moment(parsing: "2025-03-10T01:00:00Z")
    try story.fire("ask", by: clerk)
    story.moment = try Moment(parsing: "2025-03-14T01:00:00Z")
    return story
  }

  @Test(
    "nothing is dated before what was done last on its track",
    arguments: ["hear", "finish", "extend answer", "correct answer"])
  func order(event: String) throws {
    let day = try CivilDate(parsing: "2025-03-10")
    var story = try asked()
    let data: [String: Value] = event.hasPrefix("correct") ? ["started": .string("2025-03-01")] : [:]
    #expect(throws: Rejection.outOfOrder(try CivilDate(parsing: "2025-03-09"), act: "ask", on: day)) {
      try story.fire(event, data, by: clerk, on: "2025-03-09")
    }
    try story.fire(event, data, by: clerk, on: "2025-03-10")
    #expect(story.history.last?.on == day)
  }

  @Test("the end of a pause that is dated back shortens the pause, or leaves it no length", arguments: [10, 12, 14])
  func shorter(day: Int) throws {
    var story = try asked()
    try story.fire("hear", by: clerk, on: "2025-03-\(day)")
    // Due on Sunday the 23rd without the pause, which rolls.
    #expect(story.due("answer") == ["10": "2025-03-24", "12": "2025-03-25", "14": "2025-03-27"]["\(day)"])
    story.expectReplay()
  }

  @Test("a pause that a stored history ends before it begins has no length, and the clock stays")
  func storedBackwards() throws {
    var story = try asked()
    try story.fire("hear", by: clerk)
    let index = try #require(story.history.indices.last)
    let day = try CivilDate(parsing: "2025-03-07")
    story.history[index].changes = story.history[index].changes.map { change in
      if case .clockResumed(let track, let clock, _, _) = change { return .clockResumed(track, clock: clock, on: day) }
      return change
    }
    let replayed = Case.replay(story.history, id: CaseID(7))
    #expect(replayed?.deadlines(in: story.library).map(\.due.description) == ["2025-03-24"])
  }

  @Test("what time told people does not keep anybody from dating an act before it")
  func remindersAreNoActs() throws {
    var story = try asked()
    try story.fire("hear", by: clerk)
    let fired = try story.wait(until: "2025-03-30")
    #expect(fired.contains { $0.hasPrefix("overdue") })
    try story.fire("finish", by: clerk, on: "2025-03-20")
    #expect(story.current?.deadlines(in: story.library).first?.stopped?.description == "2025-03-20")
  }
}
