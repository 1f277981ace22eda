import LookbackCEL
import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackYAML
import Testing

@Suite("Statistics count what the definition says counts")
struct CaseEndTests {
  private static let request = """
    notation: 1
    workflow: request
    version: 1
    calendar: plain
    timezone: Asia/Shanghai
    data:
      class: {type: text}
    roles: {clerk: {post: clerk, of: desk}}
    clocks:
      reply: {law: section 12, runs: 10 days, from: state open, pauses in: [waiting], stops in: [answered, done]}
      feedback: {runs: 20 days, from: state answered, stops in: [done]}
    states:
      open:
        who: clerk
        events:
          answer: {takes: class, to: answered}
          ask: {to: waiting}
          decline: {to: done}
      waiting: {who: clerk, waits: without limit, events: {hear: {to: open}, give up: {to: done}}}
      answered: {who: clerk, events: {close: {to: done}, withdraw: {to: done}}}
      done: {final: true, reopen: [again], events: {again: {who: clerk, to: open}}}
    """
  private static let counts = "\ncounts: {on time: reply, answer: answer, apart: [decline, withdraw, give up]}\n"
  private let clerk = Actor.someone("clerk@desk")

  /// What is counted of a case that was opened on 4 March 2024 and moved on these days.
  private func end(_ text: String, _ steps: (day: String, event: String)...) throws -> CaseEnd {
    var story = try Rehearsal([text])
    try story.open("request", ["class": .string("A")])
    for (day, event) in steps {
      _ = try story.wait(until: "2024-\(day)")
      try story.fire(event, by: clerk)
    }
    return CaseEnd(of: try #require(story.current), at: try #require(story.history.last), in: story.library)
  }

  @Test(
    "on time is the answer, not what runs after it: late by days and closed a day later is late",
    arguments: ["", counts])
  func late(_ counts: String) throws {
    let late = try end(Self.request + counts, ("03-20", "answer"), ("03-21", "close"))
    let due = try CivilDate(parsing: "2024-03-14")
    #expect(late.isOnTime == false && late.due == due)
    #expect(try end(Self.request + counts, ("03-14", "answer"), ("04-30", "close")).isOnTime == true)
  }

  @Test("a clock that stands still when the case ends is not late")
  func paused() throws {
    let late = try end(Self.request + Self.counts, ("03-12", "ask"), ("03-30", "give up"))
    #expect(late.isOnTime == true && late.outcome == "give up")
  }

  @Test("declined and withdrawn are apart from answered, and have no class")
  func apart() throws {
    let text = Self.request + Self.counts
    let declined = try end(text, ("03-05", "decline"))
    #expect((declined.outcome, declined.isAnswer, declined.class) == ("decline", false, ""))
    let withdrawn = try end(text, ("03-05", "answer"), ("03-06", "withdraw"))
    #expect((withdrawn.outcome, withdrawn.isAnswer, withdrawn.class) == ("withdraw", false, ""))
    let answered = try end(text, ("03-05", "answer"), ("03-06", "close"))
    #expect((answered.outcome, answered.isAnswer, answered.class) == ("answer", true, "A"))
  }

  @Test("a round is an answer; one that ends without another answer is none, and each has its own term")
  func rounds() throws {
    let text = Self.request + Self.counts
    let second = try end(
      text, ("03-20", "answer"), ("03-21", "close"), ("05-01", "again"), ("05-08", "answer"), ("05-09", "close"))
    #expect((second.round, second.outcome, second.isOnTime) == (2, "answer", true))
    let dropped = try end(
      text, ("03-05", "answer"), ("03-06", "close"), ("05-01", "again"), ("05-08", "decline"))
    #expect((dropped.round, dropped.outcome, dropped.isAnswer) == (1, "decline", false))
  }

  @Test("without `counts` each reopening begins a round, and the event that ended it says how")
  func silent() throws {
    let again = try end(
      Self.request, ("03-05", "answer"), ("03-06", "close"), ("05-01", "again"), ("05-08", "answer"), ("05-09", "close")
    )
    #expect((again.round, again.outcome, again.isAnswer, again.class) == (2, "close", nil, "A"))
  }

  @Test("a case cites the article of the day on which its clock started", arguments: ["2025-03-10", "2025-03-11"])
  func law(_ day: String) throws {
    let text = Self.request.replacing(
      "law: section 12",
      with: "law: [{until: 2025-03-10, article: section 42}, {from: 2025-03-11, article: section 51}]")
    var story = try Rehearsal([text], on: day)
    try story.open("request")
    story.moment = story.moment.adding(microseconds: 86_400_000_000 * 3)
    let deadline = try #require(story.current?.deadlines(in: story.library).first)
    let article = day == "2025-03-10" ? "section 42" : "section 51"
    #expect(deadline.law == article)
    let told = deadline.deadline.steps.map { "\($0)" }.joined()
    #expect(told.contains(article))
  }

  @Test(
    "articles that do not follow one another are refused",
    arguments: [
      "{until: 2025-03-10, article: a}, {from: 2025-03-12, article: b}",
      "{until: 2025-03-11, article: a}, {from: 2025-03-11, article: b}",
      "{article: a}, {article: b}", "{from: 2025-03-11, article: a}, {from: 2025-01-01, article: b}",
      "{from: 2025-03-11, until: 2025-03-01, article: a}",
    ])
  func badLaw(_ law: String) throws {
    let text = Self.request.replacing("law: section 12", with: "law: [\(law)]")
    let loaded = LibraryLoader().load([Workbench.file("a.yaml", text), Workbench.file("p.yaml", Rehearsal.calendar)])
    #expect(loaded.diagnostics.filter { $0.severity == .error }.map(\.code) == ["bad-law"])
  }
}
