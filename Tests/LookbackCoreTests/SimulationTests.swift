import LookbackCEL
import LookbackCore
import LookbackTime
import LookbackTools
import Testing

@Suite("Simulation")
struct SimulationTests {
  private func simulation() throws -> Simulation {
    var simulation = Simulation(try Fixture.library(), at: Fixture.moment)
    simulation.staff.units = ["civil": UnitFacts(documentCode: "青民")]
    return simulation
  }

  private static let data: [String: Value] = ["subject": .string("roads"), "lead": .string("xue")]

  private func events(_ simulation: Simulation) -> [CaseEvent] {
    simulation.timeline.compactMap { entry in
      guard case .event(let event) = entry.kind else { return nil }
      return event
    }
  }

  @Test("it decides as the core does: the same commands make the same case")
  func agreesWithStory() throws {
    var story = try Story()
    try story.open()
    try story.fire("assign", ["units": .string("civil")], by: .office)
    _ = try story.wait(until: Fixture.moment.adding(microseconds: 200 * 86_400_000_000))
    var simulation = try simulation()
    let id = try simulation.open("matter", Self.data, by: .office)
    try simulation.fire("assign", ["units": .string("civil")], of: id, by: .office)
    try simulation.wait(until: Fixture.moment.adding(microseconds: 200 * 86_400_000_000))
    let (expected, found) = (try #require(story.current), try #require(simulation[id]))
    #expect(found.tracks == expected.tracks)
    #expect(events(simulation).map(\.name) == story.history.map(\.name))
    #expect(events(simulation).map(\.at) == story.history.map(\.at))
  }

  @Test("timers fire in the order of their due moments, and the clock never runs backwards", arguments: 0..<20)
  func dueOrder(seed: UInt64) throws {
    let library = try Fixture.library()
    var walk = RandomWalk(seed: seed, try #require(library.latest("matter")), library, from: CivilDate(days: 17_900))
    try walk.run(steps: 60)
    let moments = walk.simulation.timeline.map(\.at)
    #expect(moments == moments.sorted())
    #expect(events(walk.simulation).count > 1)
    for (id, current) in walk.simulation.cases {
      let own = walk.simulation.timeline.compactMap { entry -> CaseEvent? in
        guard case .event(let event) = entry.kind, entry.case == id else { return nil }
        return event
      }
      #expect(Case.replay(own, id: id) == current)
    }
  }

  @Test("the same seed tells the same story, another seed another one")
  func seeds() throws {
    let library = try Fixture.library()
    let workflow = try #require(library.latest("matter"))
    let seeds: [UInt64] = [3, 3, 4]
    let stories = try seeds.map { seed -> [TimelineEntry] in
      var walk = RandomWalk(seed: seed, workflow, library, from: CivilDate(days: 17_900))
      try walk.run(steps: 80)
      return walk.simulation.timeline
    }
    #expect(stories[0] == stories[1])
    #expect(stories[0] != stories[2])
  }

  @Test("due dates that start, move, stop and lapse stand in the timeline")
  func deadlines() throws {
    var simulation = try simulation()
    let id = try simulation.open("matter", Self.data, by: .office)
    let due = try CivilDate(year: 2019, month: 3, day: 1)
    try simulation.fire("assign", ["units": .string("civil"), "announced": .date(due)], of: id, by: .office)
    try simulation.wait(until: try CivilDate(year: 2019, month: 3, day: 2))
    try simulation.fire("extend reply", ["reason": .string("more time")], of: id, by: .office)
    try simulation.fire("withdraw", ["reason": .string("done")], of: id, by: .proposer)
    let kinds = simulation.timeline.map { "\($0.kindName) \($0.subject)" }
    for expected in [
      "deadline started reply", "deadline started announced", "lapsed announced", "deadline moved reply",
      "deadline stopped reply",
    ] {
      #expect(kinds.contains(expected), "\(expected): \(kinds)")
    }
    #expect(simulation.timeline.first { $0.kindName == "lapsed" }?.on == due)
  }

  @Test("a simulation that goes on from a case leaves the case as it is")
  func copies() throws {
    var story = try Story()
    try story.open()
    try story.fire("assign", ["units": .string("civil")], by: .office)
    let before = try #require(story.current)
    var simulation = Simulation(story.library, continuing: before, at: story.moment)
    try simulation.wait(for: Span(1, .years))
    #expect(simulation[before.id] != before)
    #expect(story.current == before)
    #expect(simulation.timeline.contains { $0.kindName == "overdue" })
  }

  @Test("a definition whose timers never rest ends the wait with an error")
  func endless() throws {
    var library = try Fixture.library()
    var workflow = try Fixture.matter()
    workflow.reference = WorkflowReference(name: "restless", version: 1)
    workflow.states[0].events = [
      EventDefinition(
        name: "tick", title: Fixture.label("tick"), trigger: .after(Span(1, .minutes)), who: [], needs: [],
        candidates: [Candidate(target: "registered")])
    ]
    library.add(workflow)
    var simulation = Simulation(library, at: Fixture.moment)
    try simulation.open("restless", Self.data, by: .office)
    #expect(throws: EndlessWaiting.self) { try simulation.wait(for: Span(1, .years)) }
    #expect(throws: BadWait.self) { try simulation.wait(until: CivilDate.first) }
  }

  @Test("a complete staff knows only who is listed, an incomplete one everybody")
  func staff() {
    let post = Post(name: "clerk", unit: "office")
    var staff = Staff(persons: ["wang": [post]])
    #expect(staff.actor("clerk@office") == .person(code: "wang", posts: [post]))
    #expect(staff.actor("head@office") == .person(code: "head@office", posts: [Post(name: "head", unit: "office")]))
    staff.isComplete = true
    #expect(staff.actor("head@office") == nil)
    #expect(staff.actor("xue") == nil)
    #expect(staff.actor("wang") == .person(code: "wang", posts: [post]))
    for text in ["", "@", "a@", "@b", "a@b@c"] { #expect(Post(text) == nil, "\(text)") }
  }

  @Test("a timeline is told in both languages, with a field for every fact")
  func texts() throws {
    var simulation = try simulation()
    let id = try simulation.open("matter", Self.data, by: .office)
    try simulation.fire("assign", ["units": .string("civil")], of: id, by: .office)
    try simulation.wait(for: Span(1, .years))
    for entry in simulation.timeline {
      let names = entry.fields(in: .english, simulation.library, simulation[id]).map(\.name)
      #expect(Set(names).count == names.count && names.first == "at" && names.last == "text")
    }
    let chinese = simulation.timeline.map { $0.text(in: .chinese, simulation.library, simulation[id]) }
    #expect(chinese.contains { $0.contains("期限") && $0.contains("催办") })
  }
}
