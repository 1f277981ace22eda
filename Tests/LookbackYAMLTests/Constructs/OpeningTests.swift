import LookbackCEL
import LookbackCore
import Testing

@Suite("Opening is an event: some may, with some fields, if something holds")
struct OpeningTests {
  private static let form = """
    notation: 1
    workflow: form
    version: 1
    calendar: plain
    timezone: Asia/Shanghai
    data:
      applicant: {type: person, required: true}
      received: {type: date, required: true}
      remark: {type: text}
      result: {type: text}
    roles:
      clerk: {post: clerk, of: desk}
      chief: {post: chief, of: desk}
      applicant: {person: data.applicant}
    states:
      new: {who: clerk, waits: without limit, events: {decide: {who: chief, needs: [result], to: done}}}
      done: {final: true}
    """
  private static let ruled =
    form
      + """

      open:
        who: [clerk, applicant]
        takes: remark
        if: [{cel: data.received <= today(), else: {en: not in the future, zh: 不得晚于今日}}]
      """
  private static let data: [String: Value] = ["applicant": .string("dan"), "received": .string("2024-03-04")]

  private func refusal(_ text: String, _ data: [String: Value] = data, by actor: Actor) throws -> Rejection? {
    var story = try Rehearsal([text])
    do {
      try story.submit(.open(workflow: "form", data: data), by: actor)
      story.expectReplay()
      return nil
    } catch { return error }
  }

  @Test("without `open` those open it who act in the first state, and nobody else")
  func usual() throws {
    #expect(try refusal(Self.form, by: .someone("clerk@desk")) == nil)
    #expect(try refusal(Self.form, by: .someone("chief@desk")) == nil)
    let who = ["chief@desk", "clerk@desk"]
    for actor in [Actor.someone("clerk@other"), .person(code: "dan", posts: []), .engine] {
      #expect(try refusal(Self.form, by: actor) == .notAllowed(event: "open", who: who))
    }
    #expect(
      try refusal(Self.form, Self.data.merging(["result": .string("yes")]) { $1 }, by: .someone("clerk@desk")) == nil)
  }

  @Test(
    "where nobody acts in the first state it is whoever has a role, and where there are no roles whoever has a post")
  func fallback() throws {
    let timed = Self.form.replacing(
      "new: {who: clerk, waits: without limit, events: {decide: {who: chief, needs: [result], to: done}}}",
      with: "new: {events: {decide: {after: 1 day, to: done}}}")
    #expect(try refusal(timed, by: .someone("chief@desk")) == nil)
    #expect(try refusal(timed, by: .person(code: "dan", posts: [])) == nil)
    #expect(try refusal(timed, by: .someone("chief@other")) != nil)
    let bare = timed.replacing("roles:\n  clerk: {post: clerk, of: desk}\n  chief: {post: chief, of: desk}\n", with: "")
      .replacing("  applicant: {person: data.applicant}\n", with: "")
    #expect(try refusal(bare, by: .someone("chief@other")) == nil)
    #expect(try refusal(bare, by: .person(code: "dan", posts: [])) == .notAllowed(event: "open", who: []))
  }

  @Test("with `open` its roles do, also persons whom the data name and substitutes; history says for whom")
  func named() throws {
    #expect(try refusal(Self.ruled, by: .someone("clerk@desk")) == nil)
    #expect(try refusal(Self.ruled, by: .person(code: "dan", posts: [])) == nil)
    let who = ["dan", "clerk@desk"]
    guard case .notAllowed("open", let found)? = try refusal(Self.ruled, by: .someone("chief@desk")) else {
      Issue.record("a chief opened it")
      return
    }
    #expect(Set(found) == Set(who))
    var story = try Rehearsal([Self.ruled])
    let substitute = Actor.someone("chief@desk", code: "eve", for: [.whole("fay", "clerk@desk")])
    try story.submit(.open(workflow: "form", data: Self.data), by: substitute)
    #expect(story.history.first?.behalf == "fay")
  }

  @Test("only required fields and those it takes are given, a reason is noted, and its conditions hold")
  func given() throws {
    let clerk = Actor.someone("clerk@desk")
    func with(_ more: [String: Value]) -> [String: Value] { Self.data.merging(more) { $1 } }
    #expect(try refusal(Self.ruled, with(["remark": .string("x"), "reason": .string("by letter")]), by: clerk) == nil)
    #expect(
      try refusal(Self.ruled, with(["result": .string("yes")]), by: clerk)
        == .unknownField(name: "result", suggestion: nil))
    #expect(try refusal(Self.ruled, ["applicant": .string("dan")], by: clerk) == .missing(fields: ["received"]))
    guard
      case .guardFailed("open", _, let otherwise, _)? =
        try refusal(Self.ruled, with(["received": .string("2024-03-05")]), by: clerk)
    else {
      Issue.record("a day in the future was taken")
      return
    }
    #expect(otherwise == Label(english: "not in the future", chinese: "不得晚于今日"))
  }

  @Test("what runs as a track is no case of its own, unless it says `open`")
  func tracks() throws {
    var story = try Rehearsal([Definitions.rounds, Definitions.part])
    let command = Command.Request.open(workflow: "part", data: [:])
    #expect(throws: Rejection.runsAsTrack(workflow: "part", of: ["rounds"])) {
      try story.submit(command, by: .someone("clerk@desk"))
    }
    let parent = Self.form.replacing("workflow: form", with: "workflow: parent")
      .replacing("remark: {type: text}", with: "units: {type: list, of: unit}")
      .replacing(
        "waits: without limit, events",
        with: "waits: without limit, tracks: [{each: data.units, run: form, as: a}], events")
    story = try Rehearsal([parent, Self.form.replacing(", required: true", with: "")])
    #expect(throws: Rejection.runsAsTrack(workflow: "form", of: ["parent"])) {
      try story.submit(.open(workflow: "form", data: Self.data), by: .someone("clerk@desk"))
    }
    story = try Rehearsal([parent, Self.ruled])
    try story.submit(.open(workflow: "form", data: Self.data), by: .someone("clerk@desk"))
    #expect(story.state == "new")
  }

  @Test("a signal comes only from the cases that `from` names")
  func signals() throws {
    let bell = """
      notation: 1
      workflow: bell
      version: 1
      calendar: plain
      timezone: Asia/Shanghai
      data: {lead: {type: case}}
      roles: {clerk: {post: clerk, of: desk}}
      states:
        new:
          who: clerk
          waits: without limit
          events: {ring: {by: signal, from: data.lead, to: done}, stop: {to: done}}
        done: {final: true}
      """
    var story = try Rehearsal([bell])
    try story.open("bell", ["lead": .string("12")])
    func ring(from sender: Int64) -> Command {
      Command(
        id: CommandID("s\(sender)"), target: CaseID(7),
        request: .fire(event: "ring", track: nil, data: [:]), actor: .engine, via: "signal",
        origin: .init(sender: CaseID(sender), used: 1))
    }
    let context = DecisionContext(library: story.library, moment: story.moment)
    #expect(throws: Rejection.notAllowed(event: "ring", who: ["12"])) {
      try decide(ring(from: 13), on: story.current, in: context)
    }
    #expect(try decide(ring(from: 12), on: story.current, in: context).result.root.state == "done")
  }
}
