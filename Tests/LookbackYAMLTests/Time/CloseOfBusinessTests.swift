import LookbackCore
import LookbackTime
import LookbackYAML
import Testing

@Suite("A last day that closes is over when it closes")
struct CloseOfBusinessTests {
  private typealias D = TimeDefinitions

  private static let clocks = """
    handle:
      title: {en: handling, zh: 办}
      runs: 1 working day
      from: state open
      ends at: close of business
      pauses on: [ask]
      resumes on: [hear]
      breach: {tell: office}
    """
  private static let events = """
    ask: {title: {en: ask, zh: 问}}
    hear: {title: {en: hear, zh: 闻}}
    finish: {title: {en: finish, zh: 结}, if: [{cel: "!clock('handle').overdue", else: {en: late, zh: 迟}}], to: done}
    give up: {title: {en: give up, zh: 止}, to: done}
    """
  private static let definition = D.workflow("x", clocks: clocks, events: events, rest: D.back)

  private func play(_ steps: String) throws {
    let differences = try D.play(D.scenario("x", steps), [Self.definition, D.calendar()])
    #expect(differences == [])
  }

  @Test("a minute before the close is in time, at the close it is too late", arguments: [true, false])
  func minutes(isInTime: Bool) throws {
    try play(
      """
      - {after: \(isInTime ? 1979 : 1980) minutes, expect: {overdue: [\(isInTime ? "" : "handle")]}}
      - {when: finish, by: clerk@desk, expect: {\(isInTime ? "state: done" : "rejected: guard-failed")}}
      """)
  }

  /// Opened on Monday at nine, so that it is over on Tuesday at six.
  private func story(at moment: String) throws -> Rehearsal {
    var story = try Rehearsal([Self.definition, D.calendar()], on: "2025-03-03")
    try story.open("x")
    _ = try story.wait(until: "2025-03-03")
    story.moment = try Moment(parsing: moment)
    return story
  }

  private func deadline(_ story: Rehearsal) throws -> CaseDeadline {
    try #require(story.current?.deadlines(in: story.library).first)
  }

  @Test("what is stopped on the last day after the close was stopped too late; dated back to that day it is in time")
  func stops() throws {
    let clerk = Actor.someone("clerk@desk")
    for (moment, day, isLate) in [
      ("2025-03-04T09:59:59Z", nil, false), ("2025-03-04T10:00:00Z", nil, true), ("2025-03-04T11:00:00Z", nil, true),
      ("2025-03-05T01:00:00Z", "2025-03-04", false), ("2025-03-05T01:00:00Z", nil, true),
    ] as [(String, String?, Bool)] {
      var story = try story(at: moment)
      try story.fire("give up", by: clerk, on: day)
      #expect(try deadline(story).status == .stopped)
      #expect(try deadline(story).isPast(at: story.moment) == isLate, "\(moment) \(day ?? "")")
      story.expectReplay()
    }
  }

  @Test("a pause that begins after the close comes too late")
  func pauses() throws {
    var story = try story(at: "2025-03-04T11:00:00Z")
    try story.fire("ask", by: .someone("clerk@desk"))
    story.moment = try Moment(parsing: "2025-03-06T01:00:00Z")
    try story.fire("hear", by: .someone("clerk@desk"))
    #expect(story.due("handle") == "2025-03-04")
    #expect(try deadline(story).isPast(at: story.moment))
  }

  @Test("a clock that is stopped while it stands still is as late as it was when it was halted")
  func stoppedInPause() throws {
    var story = try story(at: "2025-03-04T01:00:00Z")
    try story.fire("ask", by: .someone("clerk@desk"))
    story.moment = try Moment(parsing: "2025-06-30T01:00:00Z")
    try story.fire("give up", by: .someone("clerk@desk"))
    #expect(try deadline(story).status == .stopped)
    #expect(try !deadline(story).isPast(at: story.moment))
  }

  @Test("a scenario names an approval that takes too long among what is overdue, to the minute")
  func approval() throws {
    let signing = """
        signing:
          title: {en: sign, zh: 签}
          waits: without limit
          approval:
            steps: [{ask: head, title: {en: sign, zh: 签}}]
            refusal: open
            due: {within: 2 working hours, breach: {mark: slow, tell: head}}
          events: {approved: {title: {en: agreed, zh: 同意}, to: done}}
      """
    let definition = D.workflow("x", events: "submit: {title: {en: submit, zh: 报}, to: signing}", rest: signing)
    let differences = try D.play(
      D.scenario(
        "x",
        """
        - {when: submit, by: clerk@desk, expect: {overdue: [], due: {approval: 2025-03-03}}}
        - {after: 119 minutes, expect: {overdue: []}}
        - {after: 1 minute, expect: {overdue: [approval]}}
        """), [definition, D.calendar()])
    #expect(differences == [])
  }
}
