import LookbackCEL
import LookbackCore
import LookbackTime
import Testing

@Suite("A command that a rule forbids changes nothing and says why")
struct RejectionTests {
  private func assigned() throws -> Story {
    var story = try Story()
    try story.open()
    try story.fire("assign", ["units": .string("civil,health")], by: .office)
    return story
  }

  private func expect(_ rejection: Rejection, _ story: inout Story, _ act: (inout Story) throws(Rejection) -> Void) {
    let before = story.current
    do {
      try act(&story)
      Issue.record("accepted")
    } catch { #expect(error == rejection) }
    #expect(story.current == before)
  }

  @Test("an unknown event names the nearest one")
  func unknownEvent() throws {
    var story = try assigned()
    expect(.unknownEvent(name: "asign", suggestion: "assign"), &story) { s throws(Rejection) in
      try s.fire("asign", by: .office)
    }
  }

  @Test("an event of another state lists what is possible")
  func wrongState() throws {
    var story = try assigned()
    expect(
      .notInThisState(
        event: "close", state: "assigned", possible: ["draft", "extend reply", "withdraw"]), &story
    ) { s throws(Rejection) in try s.fire("close", by: .office) }
  }

  @Test("a person without the post is refused and told who may")
  func notAllowed() throws {
    var story = try Story()
    try story.open()
    expect(.notAllowed(event: "assign", who: ["inspector@government-office"]), &story) { s throws(Rejection) in
      try s.fire("assign", ["units": .string("civil")], by: .proposer)
    }
  }

  @Test("a text that names the case loses the blanks around it, so that nobody opens a second case beside them")
  func blanksAroundNames() throws {
    let label = Label(english: nil, chinese: nil)
    for (isUnique, stored) in [(true, "A 1"), (false, " A 1\u{3000}\n")] {
      let field = Field(
        name: "number", type: .text(max: 3 + (isUnique ? 0 : 3)), title: label, isRequired: true, isUnique: isUnique)
      #expect(try field.checked(.string(" A 1\u{3000}\n")) == .string(stored))
      #expect(try field.checked(.string("\u{3000}\n")) == nil)
    }
  }

  @Test("what is missing, unknown or ill-typed is named")
  func inputs() throws {
    var story = try Story()
    expect(.missing(fields: ["subject"]), &story) { s throws(Rejection) in
      try s.open(["subject": .string(" \u{3000}"), "lead": .string("xue")])
    }
    try story.open()
    expect(.missing(fields: ["units"]), &story) { s throws(Rejection) in try s.fire("assign", by: .office) }
    expect(.unknownField(name: "unit", suggestion: "units"), &story) { s throws(Rejection) in
      try s.fire("assign", ["unit": .string("civil")], by: .office)
    }
    expect(
      .illTyped(
        field: "size", expected: Label(english: "a whole number", chinese: "整数"),
        found: Label(english: "\"big\"", chinese: "\"big\"")), &story
    ) { s throws(Rejection) in
      try s.fire("grow", ["size": .string("big")], by: .office)
    }
  }

  @Test("a date that does not exist is refused with the month's length")
  func impossibleDate() throws {
    let impossible = "2008-09-31 does not exist: September 2008 has 30 days"
    var story = try Story()
    try story.open()
    expect(
      .illTyped(
        field: "announced", expected: Label(english: "a date such as 2020-08-12", chinese: "日期，如 2020-08-12"),
        found: Label(english: impossible, chinese: impossible)), &story
    ) { s throws(Rejection) in
      try s.fire("assign", ["units": .string("civil"), "announced": .string("2008-09-31")], by: .office)
    }
  }

  @Test(
    "what a field expects is told in either language",
    arguments: [
      ("size", Value.string("big"), "`size` is a whole number; found \"big\"", "“size”应为整数；实为 \"big\""),
      ("subject", .string("x\0"), "found a NUL character", "实为 空字符（NUL）"),
      ("lead", .string(" "), "`lead` is a person's code; found nothing", "“lead”应为人员代码；实为 空白"),
    ])
  func expectationInWords(field name: String, value: Value, english: String, chinese: String) throws {
    let field = try #require(Story().library.latest("matter")?.field(name))
    let rejection = try #require(throws: Rejection.self) { try field.checked(value) }
    let words = RejectionWording(rejection)
    #expect(words.detail.0.contains(english))
    #expect(words.detail.1.contains(chinese))
  }

  @Test("the drafter cannot sign, and nobody signs twice for one step")
  func fourEyes() throws {
    var story = try assigned()
    let both = Actor.person(
      code: "chen", posts: [Post(name: "drafter", unit: "civil"), Post(name: "checker", unit: "civil")])
    try story.fire("draft", ["text": .string("t"), "class": .string("A")], by: both, track: 1)
    expect(.barred(person: "chen", fired: "draft"), &story) { s throws(Rejection) in
      try s.fire("approve", by: both, track: 1)
    }
  }

  @Test("editing the signed text voids the decisions")
  func binds() throws {
    var story = try assigned()
    try story.fire(
      "draft", ["text": .string("t"), "class": .string("A")], by: .holder("drafter", of: "civil"), track: 1)
    try story.fire("approve", by: .holder("checker", of: "civil"), track: 1)
    try story.fire("edit", ["text": .string("u")], by: .holder("drafter", of: "civil"), track: 1)
    try story.fire("approve", by: .holder("checker", of: "civil", code: "other"), track: 1)
    try story.fire("approve", by: .holder("finance", of: "civil"), track: 1)
    #expect(story.current?.tracks[1].state == "signing")
    try story.fire("approve", by: .holder("legal", of: "civil"), track: 1)
    #expect(story.current?.tracks[1].state == "replied")
  }

  @Test("one refusal sends the draft back, with its reason")
  func refusal() throws {
    var story = try assigned()
    expect(.missing(fields: ["text"]), &story) { s throws(Rejection) in
      let draft: [String: Value] = ["text": .string(" "), "class": .string("A")]
      try s.fire("draft", draft, by: .holder("drafter", of: "civil"), track: 1)
    }
    try story.fire(
      "draft", ["text": .string("t"), "class": .string("A")], by: .holder("drafter", of: "civil"), track: 1)
    expect(.missing(fields: ["reason"]), &story) { s throws(Rejection) in
      try s.fire("refuse", by: .holder("checker", of: "civil"), track: 1)
    }
    try story.fire("refuse", ["reason": .string("vague")], by: .holder("checker", of: "civil"), track: 1)
    #expect(story.current?.tracks[1].state == "drafting")
    #expect(story.history.last?.changes.contains(.noted(name: "reason", .string("vague"))) == true)
  }

  @Test("a stale sequence, a future date and a date before the case are refused")
  func staleAndDates() throws {
    var story = try assigned()
    expect(.stale(expected: 1, actual: 2), &story) { s throws(Rejection) in
      try s.submit(.fire(event: "close", track: nil, data: [:]), by: .office, expected: 1)
    }
    let tomorrow = try CivilDate(parsing: "2019-02-02")
    expect(.inTheFuture(tomorrow, today: try CivilDate(parsing: "2019-02-01")), &story) { s throws(Rejection) in
      try s.fire("extend reply", ["reason": .string("x")], by: .office, on: tomorrow)
    }
    let before = try CivilDate(parsing: "2019-01-31")
    expect(.beforeTheCase(before), &story) { s throws(Rejection) in
      try s.fire("extend reply", ["reason": .string("x")], by: .office, on: before)
    }
  }

  @Test("an event that several tracks could take asks which; who may on none of them is told so")
  func ambiguous() throws {
    var story = try assigned()
    let both = Actor.person(
      code: "both", posts: [Post(name: "drafter", unit: "civil"), Post(name: "drafter", unit: "health")])
    expect(.ambiguousTrack(event: "draft", tracks: [TrackID(1), TrackID(2)]), &story) { s throws(Rejection) in
      try s.fire("draft", by: both)
    }
    #expect(throws: Rejection.self) { try story.fire("draft", by: .office) }
    do { try story.fire("draft", by: .office) } catch { #expect(error.code == "not-allowed") }
  }

  @Test("the permission table says the same as the commands")
  func table() throws {
    let story = try assigned()
    let possibilities = try #require(story.current).possibilities(
      for: .holder("drafter", of: "civil"), in: story.context)
    let allowed = possibilities.filter { $0.rejection == nil }
    #expect(allowed.map(\.event) == ["draft"])
    #expect(allowed.map(\.needs) == [["text", "class"]])
    #expect(possibilities.first { $0.event == "withdraw" }?.who == ["xue"])
  }

  @Test("a timer that was disarmed does not fire")
  func timerGone() throws {
    var story = try assigned()
    expect(.timerGone(key: "0:reply:breach"), &story) { s throws(Rejection) in
      try s.submit(.timer(key: "0:reply:breach", due: s.moment), by: .engine)
    }
  }
}
