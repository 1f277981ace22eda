import LookbackCEL
import LookbackTime
import SeededTesting

@testable import LookbackCheck
@testable import LookbackCore

/// A small workflow with tracks, joins, guards and approvals, sound or not, made from a seed.
struct RandomDefinition {
  let parent: Workflow
  let child: Workflow
  let promise: String
  /// Whether guards compare two fields with each other.
  let compares: Bool
  /// The most tracks that the exhaustive search opens.
  let mostTracks: Int

  init(seed: UInt64) throws {
    var maker = Maker(seed: seed)
    child = try maker.child()
    parent = try maker.parent(child)
    promise = parent.promises.first ?? ""
    compares = maker.compares
    mostTracks = seed % 4 == 0 ? 3 : 2
  }

  var library: Library {
    get throws {
      var library = Library()
      let source = CalendarSource(name: "plain", version: 1, extends: nil, weekend: [6, 7], years: [:])
      library.add(try WorkCalendar(source, parent: nil))
      library.add(parent)
      library.add(child)
      return library
    }
  }
}

private struct Maker {
  private var generator: SplitMix64
  let compares: Bool
  /// Whether events come after no time, and whether approvals ask more than one.
  private let hurries: Bool
  private let asksTwo: Bool

  init(seed: UInt64) {
    generator = SplitMix64(seed: seed)
    compares = seed % 5 == 3
    hurries = seed % 7 == 5
    asksTwo = seed % 3 == 1
  }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }
  private mutating func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &generator)] }

  private static let names = ["data", "case", "track", "tracks", "actor"]

  private func guarding(_ source: String) throws -> Guard {
    let names = Dictionary(uniqueKeysWithValues: Self.names.map { ($0, ValueType.dynamic) })
    return try Guard(source, declarations: Declarations(names: names, functions: ["count": .init([.string], .int)]))
  }

  private func label(_ text: String) -> Label { Label(english: text, chinese: nil) }

  private func event(
    _ name: String, _ trigger: EventDefinition.Trigger = .person, needs: [String] = [], to candidates: [Candidate]
  ) -> EventDefinition {
    EventDefinition(
      name: name, title: label(name), trigger: trigger, who: trigger == .person ? ["office"] : [], needs: needs,
      candidates: candidates)
  }

  private mutating func guards(_ sources: [String], percent: Int) throws -> [GuardRule] {
    guard chance(percent) else { return [] }
    return [GuardRule(condition: try guarding(pick(sources)), otherwise: label("no"))]
  }

  private func workflow(_ name: String, _ states: [StateDefinition], anywhere: [AnywhereEvent], promises: [String])
    -> Workflow
  {
    func field(_ name: String, _ type: FieldType) -> Field {
      Field(name: name, type: type, title: label(name), isRequired: false, isUnique: false)
    }
    return Workflow(
      reference: WorkflowReference(name: name, version: 1), title: label(name), calendar: "plain", timezone: "UTC",
      fields: [
        field("a", .bool), field("n", .int), field("units", .list(.unit)), field("x", .int), field("y", .int),
      ],
      roles: ["office": .post("clerk", of: .unit("office"))], clocks: [], states: states, anywhere: anywhere,
      lookBacks: [], promises: promises)
  }

  mutating func child() throws -> Workflow {
    let count = Int.random(in: 2...4, using: &generator)
    let names = (0..<count).map { "c\($0)" }
    var states: [StateDefinition] = []
    for (index, name) in names.enumerated() {
      if index == count - 1 || (index > 0 && chance(20)) {
        states.append(StateDefinition(name: name, title: label(name), isFinal: true))
        continue
      }
      var events: [EventDefinition] = []
      for number in 0..<Int.random(in: 1...2, using: &generator) {
        let guards = try guards(["data.a == true", "data.a != true", "count('c0e0') < 2"], percent: 20)
        var candidate = Candidate(guards: guards, target: pick(names))
        if chance(8) {
          candidate.assignments = [
            Assignment(path: ValuePath(scope: .case, field: "a"), value: try guarding(pick(["true", "false"])))
          ]
        }
        events.append(event("\(name)e\(number)", needs: chance(25) ? ["a"] : [], to: [candidate]))
      }
      if chance(15) {
        let condition = try guarding(pick(["data.a == true", "count('c0e0') == 1"]))
        events.append(event("\(name)w", .when(condition), to: [Candidate(target: pick(names))]))
      }
      states.append(StateDefinition(name: name, title: label(name), events: events))
    }
    return workflow("child", states, anywhere: [], promises: [])
  }

  mutating func parent(_ child: Workflow) throws -> Workflow {
    let count = Int.random(in: 3...5, using: &generator)
    let names = (0..<count).map { "s\($0)" }
    var states: [StateDefinition] = []
    for (index, name) in names.enumerated() {
      if index == count - 1 {
        states.append(StateDefinition(name: name, title: label(name), isFinal: true))
      } else {
        states.append(try state(name, names, child, isFirst: index == 0))
      }
    }
    var anywhere: [AnywhereEvent] = []
    if chance(15) {
      anywhere.append(
        AnywhereEvent(event: event("drop", to: [Candidate(target: names[count - 1])]), exceptIn: [pick(names)]))
    }
    let first = try promise(names, states, child)
    return workflow("parent", states, anywhere: anywhere, promises: [first])
  }

  private mutating func promise(_ names: [String], _ states: [StateDefinition], _ child: Workflow) throws -> String {
    let own = states.flatMap { $0.events.map(\.name) }
    let inner = child.states.flatMap { state in state.events.map { "g.\(state.name).\($0.name)" } }
    let event = chance(50) && !inner.isEmpty ? pick(inner) : pick(own.isEmpty ? ["approve"] : own)
    return "never \(pick(Array(names.dropFirst()))) \(chance(70) ? "without" : "after") \(event)"
  }

  private static let tests = [
    "data.a == true", "data.a != true", "data.a == null", "count('s0e0') < 2", "data.n > 3",
    "data.n != null && data.n <= 3",
    "data.a == true && data.n == 4", "size(data.units) > 0",
  ]
  private static let comparisons = ["data.x > data.y", "data.y == data.x", "data.x <= data.y", "data.x != data.y"]
  private var tests: [String] {
    if compares { return Self.tests.prefix(4) + Self.comparisons }
    return asksTwo ? Self.tests + ["count('approve') < 2"] : Self.tests
  }

  private mutating func state(_ name: String, _ names: [String], _ child: Workflow, isFirst: Bool) throws
    -> StateDefinition
  {
    var events: [EventDefinition] = []
    for number in 0..<Int.random(in: 0...2, using: &generator) {
      events.append(try personEvent("\(name)e\(number)", names))
    }
    var state = StateDefinition(name: name, title: label(name))
    if !isFirst, chance(50) {
      state.tracks = [
        TrackRule(each: ValuePath(scope: .data, field: "units"), workflow: "child", group: "g", join: .all)
      ]
      events += try joins(name, names, child)
    } else if chance(15) {
      let condition = try guarding(pick(tests))
      events.append(event("\(name)w", .when(condition), to: [Candidate(target: pick(names))]))
    } else if chance(20) {
      events.append(event("approved", .approval, to: [Candidate(target: pick(names))]))
      var steps: [ApprovalRule.Step] = []
      for post in asksTwo && chance(60) ? ["head", "chief"] : ["head"] {
        steps.append(
          ApprovalRule.Step(
            ask: [.post(post, of: .unit("office"))], need: asksTwo && chance(50) ? .all : .count(1), isParallel: false,
            condition: chance(40) ? try guarding("data.a == true") : nil))
      }
      state.approval = ApprovalRule(steps: steps, neverActorOf: [], refusal: pick(names), binds: nil, due: nil)
    }
    if hurries, !isFirst, chance(30) {
      events.append(event("\(name)z", .after(Span(0, .minutes)), to: [Candidate(target: pick(names))]))
    }
    state.events = events
    return state
  }

  private mutating func personEvent(_ name: String, _ names: [String]) throws -> EventDefinition {
    var candidates: [Candidate] = []
    let number = chance(20) ? 2 : 1
    for index in 0..<number {
      let guards = try guards(tests, percent: number == 2 && index == 0 ? 100 : 35)
      var candidate = Candidate(guards: guards, target: chance(90) ? pick(names) : nil)
      if chance(20) {
        candidate.assignments = [
          Assignment(
            path: ValuePath(scope: .data, field: "a"),
            value: try guarding(pick(["true", "false", "!(data.a == true)"])))
        ]
      }
      if chance(10) { candidate.clear = [ValuePath(scope: .data, field: "a")] }
      candidates.append(candidate)
    }
    let fields = compares ? ["a", "x", "y"] : ["a", "units", "n"]
    return event(name, needs: chance(compares ? 50 : 30) ? [pick(fields)] : [], to: candidates)
  }

  /// What waits for tracks: a guard that reads them, an event that may not happen before they have ended; and edits
  /// of their list while they run.
  private mutating func joins(_ name: String, _ names: [String], _ child: Workflow) throws -> [EventDefinition] {
    var found: [EventDefinition] = []
    if chance(75) {
      let when = try guarding(join(child))
      found.append(event("\(name)j", .when(when), to: [Candidate(target: chance(90) ? pick(names) : nil)]))
    }
    if found.isEmpty || chance(25) {
      var candidate = Candidate(guards: try guards(tests, percent: 25), target: pick(names))
      candidate.awaits = ["g"]
      found.append(
        chance(30)
          ? event("\(name)d", .when(try guarding(pick(tests))), to: [candidate])
          : event("\(name)d", to: [candidate]))
    }
    if chance(35) {
      let guards = try guards(["size(data.units) > 0", "tracks.g.all(t, t.ended)", "data.a == true"], percent: 40)
      found.append(event("\(name)u", needs: ["units"], to: [Candidate(guards: guards, target: nil)]))
    }
    return found
  }

  private mutating func join(_ child: Workflow) -> String {
    let names = child.states.map(\.name)
    let (one, two) = (pick(names), pick(names))
    return pick([
      "tracks.g.all(t, t.state == '\(one)')", "tracks.g.exists(t, t.state == '\(one)')",
      "tracks.g.all(t, t.state == '\(one)' || t.state == '\(two)')",
      "tracks.g.exists(t, t.state == '\(one)') && tracks.g.all(t, t.state != '\(two)')",
      "tracks.g.all(t, t.ended)", "!tracks.g.exists(t, t.state in ['\(one)', '\(two)'])",
      "size(tracks.g.filter(t, t.state == '\(one)')) >= 2",
    ])
  }
}
