import LookbackCore
import LookbackTime
import LookbackYAML
import Testing

@Suite("A reminder is known by what it is")
struct ReminderIdentityTests {
  private typealias D = TimeDefinitions

  private static func definition(_ version: Int, remind: String) -> String {
    let clocks = """
      handle:
        title: {en: handling, zh: 办}
        runs: 30 days
        from: state open
        remind: \(remind)
        breach: {tell: head}
      """
    return D.workflow(
      "x", version: version, clocks: clocks, events: D.finish, rest: version == 1 ? "" : "moves: {from: 1}")
  }

  /// Opened on 3 March 2025 and due on 2 April; moved to the second version on the given day. What was sent after it.
  private func sent(_ first: String, _ second: String, moved day: String, until: String) throws -> [String] {
    let old = Self.definition(1, remind: first)
    var story = try Rehearsal([old, D.calendar()], on: "2025-03-03")
    try story.open("x")
    _ = try story.wait(until: day)
    story.library = try Rehearsal([old, Self.definition(2, remind: second), D.calendar()]).library
    try story.submit(.move(to: WorkflowReference(name: "x", version: 2), definition: []), by: .someone("clerk@desk"))
    return try story.wait(until: until)
  }

  @Test("a reminder that a new version adds goes out, whatever went out in its place of the list")
  func added() throws {
    let found = try sent(
      "[{before: 20 days, tell: office}]", "[{before: 3 days, tell: office}]", moved: "2025-03-19", until: "2025-04-03")
    #expect(found == ["remind handle 2025-03-30", "overdue handle 2025-04-03"])
  }

  @Test("a reminder that only moves in the list does not go out again, and the others do")
  func moved() throws {
    let found = try sent(
      "[{before: 20 days, tell: office}, {before: 3 days, tell: office}]",
      "[{before: 3 days, tell: office}, {before: 10 days, tell: office}, {before: 20 days, tell: office}]",
      moved: "2025-03-19", until: "2025-04-02")
    #expect(found == ["remind handle 2025-03-23", "remind handle 2025-03-30"])
  }

  @Test("a repeated reminder goes on where it was, also if it is repeated longer")
  func ladder() throws {
    let found = try sent(
      "[{every: 1 week, after: due, at most: 3, tell: office}]",
      "[{before: 1 day, tell: head}, {every: 1 week, after: due, at most: 4, tell: office}]", moved: "2025-04-17",
      until: "2025-06-01")
    #expect(found == ["remind handle 2025-04-23", "remind handle 2025-04-30"])
  }

  @Test("after a recess a weekly reminder tells once, and the others of that instant are superseded")
  func recess() throws {
    let calendar = D.calendar(recess: "[{name: {en: summer, zh: 暑}, from: 2025-03-14, to: 2025-04-27}]")
    let clocks = """
      answer:
        title: {en: answer, zh: 答}
        runs: 10 days
        from: state open
        remind:
          - {every: 1 week, after: due, at most: 10, tell: office}
          - {after: 12 days, tell: [office, head]}
      """
    var story = try Rehearsal([D.workflow("x", clocks: clocks, events: D.finish), calendar], on: "2025-03-03")
    try story.open("x")
    let fired = try story.wait(until: "2025-04-28")
    #expect(fired.count == 7 && fired.allSatisfy { $0 == "remind answer 2025-04-28" })
    // The clerk hears of it once, and so does the head.
    #expect(story.messages.flatMap(\.to).map(\.description).sorted() == ["clerk@desk", "head@desk"])
  }
}
