import LookbackCEL
import LookbackCore
import LookbackTime
import Testing

@Suite("An administrator puts a case right, by a recorded act with a reason")
struct MendTests {
  private static let matter = """
    notation: 1
    workflow: matter
    version: 1
    calendar: plain
    timezone: Asia/Shanghai
    data: {received: {type: date}, second: {type: date}, subject: {type: text, required: true}, note: {type: text}}
    roles: {office: {post: clerk, of: desk}, head: {post: head, of: desk}}
    clocks: {reply: {runs: 20 days, from: event note, stops in: [done], breach: {tell: office}}}
    states:
      open:
        who: office
        events:
          note: {}
          finish: {to: done}
          sign: {to: signing}
          lapse: {after: 10 days, set: {second: data.received + 30}, to: done}
      signing:
        approval: {steps: [{ask: head}, {ask: office}], refusal: open, binds: data.note}
        events: {approved: {to: done}}
      done: {final: true}
    """

  private let chief = Actor.someone("chief")
  private let other = Actor.someone("deputy")
  private let clerk = Actor.someone("clerk@desk")

  private func story(_ definition: String = matter) throws -> Rehearsal {
    var story = try Rehearsal([definition], on: "2025-03-03")
    try story.open("matter", ["subject": .string("roads")])
    return story
  }

  private func blocked(_ definition: String = matter) throws -> Rehearsal {
    var story = try story(definition)
    _ = try story.wait(until: "2025-03-20")
    try #require(story.current?.root.blocked["lapse"] != nil)
    return story
  }

  private func mend(
    _ act: Mend.Act? = nil, data: [String: Value] = [:], reason: String = "as told"
  ) -> Command.Request {
    .mend(Mend(track: .root, act: act, data: data, reason: reason))
  }

  @Test("a corrected field lets the blocked timer fire, and history says who and why")
  func field() throws {
    var story = try blocked()
    try story.submit(mend(data: ["received": .string("2025-03-01")]), by: chief)
    #expect(story.history.map(\.name) == ["open", "blocked lapse", "mended", "lapse"])
    #expect(story.history[2].actor == "chief")
    #expect(story.history[2].changes.contains(.noted(name: "reason", .string("as told"))))
    #expect(story.state == "done")
    story.expectReplay()
  }

  @Test("a closed case is put back into a state, and the term that closing had stopped goes on")
  func reopened() throws {
    var story = try story()
    try story.fire("note", by: clerk)
    let due = try #require(story.due("reply"))
    _ = try story.wait(until: "2025-03-05")
    try story.fire("finish", by: clerk)
    _ = try story.wait(until: "2025-03-07")
    try story.submit(mend(.put(state: "open")), by: chief)
    #expect(story.state == "open")
    #expect(story.current?.root.isEnded == false)
    #expect(story.current?.root.clocks["reply"]?.stopped == nil)
    #expect(story.due("reply") == due)
    #expect(story.current?.timers(in: story.library).isEmpty == false)
    #expect(story.current?.workItems(in: story.library).map(\.assignee.description) == ["clerk@desk"])
    story.expectReplay()
  }

  @Test("a blocked wait that would be blocked again is not tried on record, and may be given up")
  func release() throws {
    var story = try blocked()
    let obstacle = try #require(story.current?.root.blocked["lapse"]?.obstacle)
    #expect(throws: Rejection.mend(.stillBlocked(event: "lapse", obstacle))) {
      try story.submit(mend(.retry(event: "lapse")), by: chief)
    }
    try story.submit(mend(.drop(event: "lapse")), by: chief)
    #expect(story.current?.root.blocked.isEmpty == true)
    try story.fire("note", by: clerk)
    #expect(story.history.map(\.name).suffix(2) == ["mended", "note"])
    #expect(story.current?.root.marks["lapse"] == nil)
    story.expectReplay()
  }

  @Test("a blocked event that fires by itself is given up for this stay in the state only")
  func givenUp() throws {
    let automatic = Self.matter.replacing(
      #"{after: 10 days, set: {second: data.received + 30}, to: done}"#,
      with: #"{when: "data.subject == 'roads'", set: {second: data.received + 30}, to: done}"#)
    var story = try story(automatic)
    try #require(story.current?.root.blocked["lapse"] != nil)
    try story.submit(mend(.drop(event: "lapse")), by: chief)
    try story.fire("note", by: clerk)
    #expect(story.current?.root.blocked.isEmpty == true)
    try story.submit(mend(.put(state: "open")), by: chief)
    #expect(story.current?.root.blocked["lapse"] != nil)
    story.expectReplay()
  }

  @Test("a signature for a text that an administrator corrects is asked for again")
  func bound() throws {
    var story = try story()
    try story.submit(mend(data: ["note": .string("first")]), by: chief)
    try story.fire("sign", by: clerk)
    try story.fire("approve", by: .someone("head@desk"))
    #expect(story.current?.workItems(in: story.library).map(\.assignee.description) == ["clerk@desk"])
    try story.submit(mend(data: ["note": .string("second")]), by: chief)
    #expect(story.current?.workItems(in: story.library).map(\.assignee.description) == ["head@desk"])
    story.expectReplay()
  }

  @Test("what is wrong with such an act is refused with words, and changes nothing")
  func refused() throws {
    var story = try blocked()
    let refusals: [(Command.Request, Rejection)] = [
      (
        mend(.put(state: "dome")),
        .mend(.unknownState(name: "dome", suggestion: "done", known: ["open", "signing", "done"]))
      ),
      (mend(), .mend(.nothingToMend)),
      (mend(.put(state: "open"), reason: " "), .missing(fields: ["reason"])),
      (mend(.drop(event: "finish")), .mend(.notBlocked(event: "finish", blocked: ["lapse"]))),
      (mend(data: ["recieved": .string("2025-03-01")]), .unknownField(name: "recieved", suggestion: "received")),
      (mend(data: ["subject": .null]), .missing(fields: ["subject"])),
      (.answerMend(MendAnswer(proposal: 1, confirms: true, reason: "")), .mend(.noMendWaits(number: 1))),
    ]
    let before = story.current
    for (request, refusal) in refusals {
      #expect(throws: refusal) { try story.submit(request, by: chief) }
      #expect(story.current == before)
    }
  }

  private static let byTwo = matter + "\nmend: {by: two}\n"

  private func answer(_ confirms: Bool, _ number: Int64, reason: String = "") -> Command.Request {
    .answerMend(MendAnswer(proposal: number, confirms: confirms, reason: reason))
  }

  @Test("where the definition wants two, the first administrator's act waits for another one")
  func two() throws {
    var story = try blocked(Self.byTwo)
    try story.submit(mend(data: ["received": .string("2025-03-01")]), by: chief)
    #expect(story.history.last?.name == "mend proposed")
    #expect(story.current?.root.data["received"] == nil)
    let items = story.current?.workItems(in: story.library).filter { $0.assignee == .administrators }
    #expect(items?.map(\.kind) == ["mend proposed"])
    let number = try #require(story.current?.mendProposal?.since.sequence)
    #expect(throws: Rejection.barred(person: "chief", fired: "mend proposed")) {
      try story.submit(answer(true, number), by: chief)
    }
    let standing = Actor.person(
      code: "deputy", posts: [], substitutingFor: [ActiveSubstitution(person: "chief", posts: [], isWhole: true)])
    #expect(throws: Rejection.barredSubstitute(person: "deputy", of: "chief", fired: "mend proposed")) {
      try story.submit(answer(true, number), by: standing)
    }
    #expect(throws: Rejection.mend(.mendWaits(number: number))) {
      try story.submit(mend(data: ["note": .string("x")]), by: other)
    }
    try story.submit(answer(true, number), by: other)
    #expect(story.history.map(\.name).suffix(2) == ["mended", "lapse"])
    #expect(story.current?.mendProposal == nil)
    story.expectReplay()
  }

  @Test("what was proposed is refused by another and taken back by the same, with a reason")
  func declined() throws {
    var story = try story(Self.byTwo)
    for (person, name) in [(other, "mend refused"), (chief, "mend taken back")] {
      try story.submit(mend(.put(state: "done")), by: chief)
      let number = try #require(story.current?.mendProposal?.since.sequence)
      #expect(throws: Rejection.missing(fields: ["reason"])) { try story.submit(answer(false, number), by: person) }
      try story.submit(answer(false, number, reason: "no"), by: person)
      #expect(story.history.last?.name == name)
      #expect(story.state == "open" && story.current?.mendProposal == nil)
    }
    story.expectReplay()
  }

  @Test("what was proposed for a state that has been left meanwhile is not confirmed")
  func overtaken() throws {
    var story = try story(Self.byTwo)
    try story.submit(mend(data: ["note": .string("x")]), by: chief)
    let number = try #require(story.current?.mendProposal?.since.sequence)
    try story.fire("finish", by: clerk)
    #expect(throws: Rejection.mend(.mendOvertaken(number: number, state: "done"))) {
      try story.submit(answer(true, number), by: other)
    }
  }
}
