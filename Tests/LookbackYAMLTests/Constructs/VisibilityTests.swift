import LookbackCEL
import LookbackCore
import LookbackDefinition
import LookbackYAML
import Testing

@Suite("Who sees a case, and which of its fields")
struct VisibilityTests {
  private static let matter = """
    notation: 1
    workflow: matter
    version: 1
    calendar: plain
    timezone: Asia/Shanghai
    data:
      subject: {type: text, required: true}
      lead: {type: person, required: true}
      units: {type: list, of: unit}
      estimate: {type: int}
    roles:
      intake: {post: clerk, of: desk}
      office: {post: inspector, of: office}
      proposer: {person: data.lead}
    SEE
    states:
      new:
        who: intake
        waits: without limit
        events: {assign: {needs: [units], takes: [estimate], to: working}}
      working:
        who: office
        waits: without limit
        tracks: [{each: data.units, run: unit-part, as: main}]
        events: {change units: {needs: [units]}, close: {join: none, to: done}}
      done: {final: true}
    """
  private static let part = """
    notation: 1
    workflow: unit-part
    version: 1
    calendar: plain
    timezone: Asia/Shanghai
    data: {reply: {type: text}, opinion: {type: text}}
    roles:
      drafter: {post: drafter, of: track.unit}
      head: {post: head, of: track.unit}
      office: {post: inspector, of: office}
      proposer: {person: case.lead}
    see:
      cases: [drafter, {who: head, except in: drafting}]
      fields:
        reply: [drafter, head, {who: [office, proposer], in: sent}]
    states:
      drafting:
        who: drafter
        waits: without limit
        events: {write: {needs: [reply], takes: [opinion], to: signing}}
      signing: {who: head, waits: without limit, events: {send: {to: sent}}}
      sent: {final: true}
    """

  private static func story(see: String = "") throws -> Rehearsal {
    var story = try Rehearsal([matter.replacing("SEE", with: see), part])
    try story.submit(
      .open(workflow: "matter", data: ["subject": .string("a road"), "lead": .string("dan")]),
      by: .someone("clerk@desk"))
    return story
  }

  private static let people: [(name: String, actor: Actor)] = [
    ("intake", .someone("clerk@desk")), ("office", .someone("inspector@office")),
    ("lead", .person(code: "dan", posts: [])),
    ("drafter a", .someone("drafter@a")), ("head a", .someone("head@a")), ("drafter b", .someone("drafter@b")),
    ("stranger", .someone("clerk@elsewhere")),
    ("substitute", .someone("clerk@elsewhere", for: [.whole("zoe", "drafter@a")])), ("engine", .engine),
  ]

  private func viewers(of story: Rehearsal) throws -> [String] {
    let current = try #require(story.current)
    return Self.people.filter { current.isSeen(by: $0.actor, in: story.library) }.map(\.name)
  }

  private func readers(of field: String, track: Int, in story: Rehearsal) throws -> [String] {
    let current = try #require(story.current)
    return Self.people.filter {
      !current.hiddenFields(of: current.tracks[track], from: $0.actor, in: story.library).contains(field)
    }.map(\.name)
  }

  private func assign(_ units: String..., in story: inout Rehearsal) throws {
    try story.fire(
      "assign", ["units": .list(units.map { .string($0) }), "estimate": .int(5)], by: .someone("clerk@desk"))
  }

  @Test("without `see` it is every role of the workflow, and nobody else")
  func everyRole() throws {
    #expect(try viewers(of: try Self.story()) == ["intake", "office", "lead", "engine"])
  }

  @Test(
    "a track brings those whom its own workflow admits, from its unit and in its state, and takes them away with it")
  func tracks() throws {
    var story = try Self.story()
    try assign("a", in: &story)
    #expect(try viewers(of: story) == ["intake", "office", "lead", "drafter a", "substitute", "engine"])
    try story.fire("write", ["reply": .string("soon")], by: .someone("drafter@a"), track: 1)
    #expect(
      try viewers(of: story) == ["intake", "office", "lead", "drafter a", "head a", "substitute", "engine"])
    try story.fire("change units", ["units": .list([.string("b")])], by: .someone("inspector@office"))
    #expect(try viewers(of: story) == ["intake", "office", "lead", "drafter b", "engine"])
  }

  @Test("a field with rules is read by those whom one of them admits in the state, any other by all who see the case")
  func fields() throws {
    var story = try Self.story()
    try assign("a", "b", in: &story)
    try story.fire("write", ["reply": .string("soon")], by: .someone("drafter@a"), track: 1)
    #expect(try readers(of: "reply", track: 1, in: story) == ["drafter a", "head a", "substitute", "engine"])
    #expect(try readers(of: "reply", track: 2, in: story) == ["drafter b", "engine"])
    #expect(try readers(of: "opinion", track: 1, in: story) == Self.people.map(\.name))
    try story.fire("send", by: .someone("head@a"), track: 1)
    #expect(
      try readers(of: "reply", track: 1, in: story)
        == ["office", "lead", "drafter a", "head a", "substitute", "engine"])
  }

  @Test("a refusal does not tell the value of a field that its reader may not read")
  func readings() throws {
    let guarded = #"assign: {if: "data.estimate < 3", needs: [units]"#
    let ruled = Self.matter.replacing("assign: {needs: [units]", with: guarded)
      .replacing("SEE", with: "see: {fields: {estimate: {who: office, in: working}}}")
    var story = try Rehearsal([ruled, Self.part])
    try story.submit(
      .open(workflow: "matter", data: ["subject": .string("a road"), "lead": .string("dan"), "estimate": .int(5)]),
      by: .someone("clerk@desk"))
    let refusal = story.refusal("assign", ["units": .list([.string("a")])], by: .someone("clerk@desk"))
    guard case .guardFailed(_, _, _, let readings)? = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(!readings.contains { $0.value == .int(5) }, "\(readings)")
    let current = try #require(story.current)
    #expect(current.shown(to: .someone("clerk@desk"), in: story.library).root.data["estimate"] == nil)
    #expect(current.shown(to: .engine, in: story.library) == current)
  }

  @Test("whoever may not see a case is told that there is none, whatever is asked")
  func refusals() throws {
    var story = try Self.story(see: "see: {cases: [intake, {who: [office, proposer], except in: new}]}")
    #expect(try viewers(of: story) == ["intake", "engine"])
    for actor in [Actor.someone("clerk@elsewhere"), .someone("inspector@office"), .person(code: "dan", posts: [])] {
      for event in ["assign", "close", "nothing"] {
        #expect(story.refusal(event, by: actor) == .unknownCase)
      }
    }
    #expect(story.refusal("close", by: .someone("clerk@desk")) != .unknownCase)
    try assign("a", in: &story)
    #expect(story.refusal("assign", by: .someone("inspector@office")) != .unknownCase)
    #expect(story.refusal("close", by: .someone("head@a")) == .unknownCase)
  }

  private static let clock = """
    clocks:
      reply:
        runs: 10 working days
        from: event assign
        stops in: [done]
        EXTEND
    """

  @Test(
    "who extends or corrects a clock sees the case in some state in which it runs",
    arguments: [
      ("extend: {by: 5 working days, at most: 1, who: proposer}", ["unseen-actor"]),
      ("extend: {by: 5 working days, at most: 1, who: office, ask: proposer}", ["unseen-actor"]),
      ("correct: {who: proposer}", ["unseen-actor"]), ("correct: {who: office}", []),
      ("extend: {by: 5 working days, at most: 1, who: office}", []),
    ])
  func clocks(rule: String, codes: [String]) throws {
    let see = Self.clock.replacing("EXTEND", with: rule) + "\nsee: {cases: [intake, office, {who: proposer, in: done}]}"
    let files = [
      Workbench.file("0.yaml", Self.matter.replacing("SEE", with: see)), Workbench.file("1.yaml", Self.part),
      Workbench.file("plain.yaml", Rehearsal.calendar),
    ]
    let found = LibraryLoader().load(files).diagnostics.filter { $0.severity == .error }.map(\.code)
    #expect(found == codes, "\(rule): \(found)")
  }

  @Test(
    "what could never be right is found before it runs",
    arguments: [
      ("see: {cases: [intake, proposer]}", ["unseen-actor"]),
      ("see: {cases: {who: office, in: new}}", ["unseen-actor"]),
      ("see: {cases: [intake, office]}", []), ("see: {fields: {estimate: {who: office, in: []}}}", ["unseen-field"]),
      ("see: {fields: {estimate: []}}", ["unseen-field"]), ("see: {fields: {nothing: office}}", ["unknown-field"]),
      ("see: {fields: {reason: office}}", ["unknown-field"]), ("see: {cases: clerk}", ["unknown-role"]),
      ("see: {cases: {who: office, in: old}}", ["unknown-state"]), ("see: {who: office}", ["unknown-key"]),
      ("see: {cases: {who: office, in: new, except in: done}}", ["misplaced-key"]),
      ("see: office", ["expected-mapping"]),
    ])
  func diagnosed(see: String, codes: [String]) throws {
    let files = [
      Workbench.file("0.yaml", Self.matter.replacing("SEE", with: see)), Workbench.file("1.yaml", Self.part),
      Workbench.file("plain.yaml", Rehearsal.calendar),
    ]
    let found = LibraryLoader().load(files).diagnostics.filter { $0.severity == .error }.map(\.code)
    #expect(Set(found) == Set(codes), "\(see): \(found)")
  }
}
