import LookbackCEL
import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackYAML
import Testing

@Suite("What time or the engine cannot do is recorded, told and tried again, and locks nothing")
struct BlockedActTests {
  private let clerk = Actor.someone("clerk@desk")

  private static func matter(_ fields: String, _ states: String, more: String = "") -> String {
    """
    notation: 1
    workflow: matter
    version: 1
    calendar: plain
    timezone: Asia/Shanghai
    data: \(fields)
    roles: {office: {post: clerk, of: desk}, head: {post: head, of: desk}}
    \(more)
    states:
    \(states)
      done: {final: true}
    """
  }

  private static let lapsing = matter(
    "{received: {type: date}, second: {type: date}}",
    """
      open:
        who: office
        events:
          note: {takes: [received]}
          finish: {to: done}
          lapse: {after: 10 days, set: {second: data.received + 30}, to: done}
    """, more: "clocks: {reply: {runs: 20 days, from: state open, stops in: [done], breach: {tell: head}}}")

  private func blocked() throws -> Rehearsal {
    var story = try Rehearsal([Self.lapsing], on: "2025-03-03")
    try story.open("matter")
    #expect(try story.wait(until: "2025-03-20") == ["blocked lapse 2025-03-14"])
    return story
  }

  @Test("a timer whose assignment errs is told to the office and to those whom the breach tells, once")
  func told() throws {
    let story = try blocked()
    #expect(story.state == "open")
    #expect(story.current?.root.data["second"] == nil)
    let told = story.messages.filter { $0.topic == .blocked }
    #expect(told.count == 1)
    #expect(told.first?.to.map(\.description) == ["clerk@desk", "head@desk"])
    let blockage = try #require(story.current?.root.blocked["lapse"])
    #expect(blockage.obstacle.code == "guard-erred")
    #expect(blockage.obstacle.english.contains("data.received + 30"))
    let items = story.current?.workItems(in: story.library).filter { $0.kind == "blocked lapse" }
    #expect(items?.map(\.assignee.description) == ["clerk@desk", "head@desk"])
    #expect(story.current?.timers(in: story.library).contains { $0.key == "0:after:lapse" } == false)
    story.expectReplay()
  }

  @Test("the date can be given late, and then the timer fires by itself")
  func mended() throws {
    var story = try blocked()
    try story.fire("note", ["received": .string("2025-03-01")], by: clerk)
    #expect(story.state == "done")
    #expect(story.history.map(\.name) == ["open", "blocked lapse", "note", "lapse"])
    #expect(story.history.last?.on.description == "2025-03-20")
    #expect(story.history.last?.actor == "engine")
    #expect(story.current?.root.data["second"] == .date(try CivilDate(parsing: "2025-03-31")))
    #expect(story.current?.root.blocked.isEmpty == true)
    story.expectReplay()
  }

  @Test("the case can be finished without it, and what else the office does does not tell it again")
  func finished() throws {
    var story = try blocked()
    try story.fire("note", by: clerk)
    #expect(story.history.map(\.name) == ["open", "blocked lapse", "note"])
    try story.fire("finish", by: clerk)
    #expect(story.state == "done")
    #expect(story.current?.root.blocked.isEmpty == true)
    story.expectReplay()
  }

  @Test("a case that moves to a version which asks for nothing goes on by itself")
  func moved() throws {
    var story = try blocked()
    let second = Self.lapsing.replacing("version: 1", with: "version: 2")
      .replacing(", set: {second: data.received + 30}", with: "").replacing(
        "states:", with: "moves: {from: 1}\nstates:")
    story.library = try Rehearsal([Self.lapsing, second]).library
    try story.submit(.move(to: WorkflowReference(name: "matter", version: 2), definition: [1]), by: .engine)
    #expect(story.history.map(\.name) == ["open", "blocked lapse", "moved", "lapse"])
    #expect(story.state == "done")
    #expect(story.current?.root.blocked.isEmpty == true)
    story.expectReplay()
  }

  @Test("a timed event that its guard refuses has not happened")
  func refused() throws {
    let text = Self.matter(
      "{quiet: {type: bool}}",
      """
        open:
          who: office
          events:
            note: {takes: [quiet]}
            lapse: {after: 3 days, if: "data.quiet == true", to: done}
            close: {if: "count('lapse') == 0", to: done}
      """)
    var story = try Rehearsal([text], on: "2024-01-02")
    try story.open("matter", ["quiet": .bool(false)])
    #expect(try story.wait(until: "2024-01-12") == ["refused lapse 2024-01-06"])
    #expect(story.current?.root.marks["lapse"] == nil)
    try story.fire("close", by: clerk)
    #expect(story.state == "done")
  }

  @Test("a timed event whose guard errs waits for what is missing")
  func erred() throws {
    let text = Self.matter(
      "{days: {type: int}}",
      """
        open:
          who: office
          events:
            note: {takes: [days]}
            lapse: {after: 3 days, if: "data.days > 3", to: done}
      """)
    var story = try Rehearsal([text], on: "2024-01-02")
    try story.open("matter")
    #expect(try story.wait(until: "2024-01-12") == ["blocked lapse 2024-01-06"])
    try story.fire("note", ["days": .int(4)], by: clerk)
    #expect(story.state == "done")
  }

  @Test(
    "an automatic step that errs leaves the event that led to it",
    arguments: [
      "judge: {when: \"data.ready == true\", set: {second: data.received + 30}, to: done}",
      "judge: {when: \"data.ready == true\", if: \"data.received < today()\", to: done}",
      "judge: {after: 0 minutes, if: \"data.ready == true\", set: {second: data.received + 30}, to: done}",
    ])
  func automatic(event: String) throws {
    let text = Self.matter(
      "{ready: {type: bool}, received: {type: date}, second: {type: date}}",
      """
        new: {who: office, events: {go: {takes: [ready], to: open}}}
        open:
          who: office
          events:
            note: {takes: [received]}
            give up: {to: done}
            \(event)
      """)
    var story = try Rehearsal([text], on: "2024-01-12")
    try story.open("matter")
    try story.fire("go", ["ready": .bool(true)], by: clerk)
    #expect(story.history.map(\.name) == ["open", "go", "blocked judge"])
    try story.fire("note", ["received": .string("2024-01-01")], by: clerk)
    #expect(story.state == "done")
    #expect(story.history.map(\.name) == ["open", "go", "blocked judge", "note", "judge"])
    story.expectReplay()
  }

  @Test("a value that another case is known to hold blocks the timer and refuses the person")
  func held() throws {
    let text = Self.matter(
      "{number: {type: text, unique: true}}",
      """
        open:
          who: office
          events:
            lapse: {after: 3 days, number: {register: R, into: data.number}, to: done}
            draw: {number: {register: R, into: data.number}, to: done}
      """)
    var story = try Rehearsal([text], on: "2024-01-02")
    try story.open("matter")
    story.taken = [UniqueValue(workflow: "matter", field: "number", value: "R〔2024〕1号"): CaseID(99)]
    #expect(try story.wait(until: "2024-01-12") == ["blocked lapse 2024-01-06"])
    #expect(story.current?.root.data.isEmpty == true)
    #expect(story.current?.root.blocked["lapse"]?.obstacle.code == "not-unique")
    let number = DrawnNumber(register: RegisterKey(name: "R", period: 2024), number: 1)
    #expect(
      story.refusal("draw", by: clerk)
        == .notUnique(field: "number", value: "R〔2024〕1号", holder: CaseID(99), drawn: number))
    story.taken = [:]
    try story.fire("draw", by: clerk)
    #expect(story.state == "done")
  }

  @Test(
    "a circle of no time ends after a hundred steps, with a recorded fact, and the case can be finished",
    arguments: ["after: 0 minutes", "after: 0 hours", "when: \"data.n >= 0\""])
  func circle(trigger: String) throws {
    let text = Self.matter(
      "{n: {type: int}}",
      """
        new: {who: office, events: {go: {takes: [n], to: a}}}
        a: {who: office, events: {tick: {\(trigger), if: "data.n < 100000", set: {n: data.n + 1}, to: b}, finish: {to: done}}}
        b: {who: office, events: {tock: {\(trigger), if: "data.n < 100000", to: a}, finish: {to: done}}}
      """)
    var story = try Rehearsal([text])
    try story.open("matter")
    try story.fire("go", ["n": .int(0)], by: clerk)
    #expect(story.history.count == 2 + 100 + 1)
    #expect(story.current?.root.data["n"] == .int(50))
    #expect(story.current?.root.blocked["tick"]?.obstacle.code == "too-many-steps")
    #expect(story.current?.timers(in: story.library).isEmpty == true)
    try story.fire("finish", by: clerk)
    #expect(story.state == "done")
    story.expectReplay()
  }

  @Test(
    "waits of no time in a circle are refused by the check",
    arguments: [("after: 0 minutes", "b"), ("after: 0 hours", "b"), ("after: 0 minutes", "a")])
  func refusedCircle(trigger: String, target: String) {
    let text = Self.matter(
      "{}",
      """
        a: {who: office, events: {tick: {\(trigger), to: \(target)}, finish: {to: done}}}
        b: {events: {tock: {\(trigger), to: a}}}
      """)
    let loaded = LibraryLoader().load([
      Workbench.file("0.yaml", text), Workbench.file("plain.yaml", Rehearsal.calendar),
    ])
    #expect(loaded.diagnostics.contains { $0.code == "automatic-cycle" && $0.severity == .error })
  }

  @Test("years of a wait that leads back are caught up in bounded pieces")
  func years() throws {
    let text = Self.matter(
      "{}", "  open: {who: office, events: {tick: {after: 1 day, to: open}, finish: {to: done}}}")
    var story = try Rehearsal([text], on: "2010-01-01")
    try story.open("matter")
    story.moment = try Moment(parsing: "2025-01-01T01:00:00Z")
    #expect(story.refusal("finish", by: clerk) == .catchingUp(limit: 1_000))
    while let next = story.current?.timers(in: story.library).first, next.due <= story.moment {
      let seen = story.history.count
      try story.submit(.timer(key: next.key, due: next.due), by: .engine)
      #expect(story.history.count - seen <= 1_000)
    }
    try story.fire("finish", by: clerk)
    #expect(story.state == "done")
  }
}
