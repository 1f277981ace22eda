import LookbackCEL
import LookbackTime
import SeededTesting

@testable import LookbackCore

/// An approval, the people of an office and who substitutes for whom, made from a seed.
struct ApprovalWorld {
  enum Asked {
    case post(String)
    /// The person or persons in this field.
    case field(String)
    /// The heads of the units in the field `units`.
    case heads

    var role: Role {
      switch self {
      case .post(let name): .post(name, of: .unit("desk"))
      case .field(let name): .person(ValuePath(scope: .data, field: name))
      case .heads: .post("head", of: .field(ValuePath(scope: .data, field: "units")))
      }
    }
  }

  struct Step {
    var asked: [Asked]
    /// Nil: all.
    var need: Int?
    var isParallel: Bool
    /// Asked only if the case is costly.
    var isConditional: Bool
    var returnsTo: Int?
  }

  static let people = (0..<6).map { "p\($0)" }
  private static let posts = ["a", "b", "c"]
  private static let units = ["u0", "u1", "u2"]

  var generator: SplitMix64
  private(set) var steps: [Step] = []
  private(set) var posts: [String: Set<Post>] = [:]
  /// In whose place each may act.
  private(set) var places: [String: [String]] = [:]
  private(set) var fields: [String: [String]] = [:]
  let isCostly: Bool
  let isGuarded: Bool
  let drafter: String

  /// - Parameters:
  ///   - isPlain: only posts of one unit are asked, and nobody substitutes.
  ///   - isCrowded: more must decide than are asked, a person and a post, and many may act for that person.
  init(seed: UInt64, isPlain: Bool = false, isCrowded: Bool = false) {
    var generator = SplitMix64(seed: seed)
    isCostly = Bool.random(using: &generator)
    isGuarded = !isPlain && Int.random(in: 0..<3, using: &generator) == 0
    drafter = Self.people[Int.random(in: 0..<2, using: &generator)]
    self.generator = generator
    for person in Self.people { hire(person) }
    if !isPlain { substitute() }
    fields = ["boss": [pick(Self.people)], "signers": some(Self.people, 0...3), "units": some(Self.units, 0...3)]
    if isCrowded {
      crowd()
      return
    }
    let count = isPlain ? 1 : Int.random(in: 1...3, using: &self.generator)
    for index in 0..<count { steps.append(step(index, isPlain)) }
  }

  mutating func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &generator)] }
  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }

  mutating func some(_ values: [String], _ range: ClosedRange<Int>) -> [String] {
    Array(values.shuffled(using: &generator).prefix(Int.random(in: range, using: &generator)))
  }

  func actor(_ person: String) -> Actor {
    let substitutions = places[person, default: []].map {
      ActiveSubstitution(person: $0, posts: posts[$0] ?? [], isWhole: true)
    }
    return .person(code: person, posts: posts[person] ?? [], substitutingFor: Set(substitutions))
  }

  private mutating func hire(_ person: String) {
    var held = Set(some(Self.posts, 0...2).map { Post(name: $0, unit: "desk") })
    if chance(40) { held.insert(Post(name: "head", unit: pick(Self.units))) }
    if person == "p0" || person == "p1" { held.insert(Post(name: "drafter", unit: "desk")) }
    posts[person] = held
  }

  private mutating func substitute() {
    for person in Self.people where chance(25) {
      places[person] = some(Self.people.filter { $0 != person }, 1...2).sorted()
    }
  }

  private mutating func crowd() {
    let boss = fields["boss"]?.first ?? ""
    for person in Self.people where person != boss && chance(50) { places[person] = [boss] }
    steps = [
      Step(
        asked: [.field("boss"), .post("a")], need: Int.random(in: 2...4, using: &generator), isParallel: chance(50),
        isConditional: false, returnsTo: nil)
    ]
  }

  private mutating func step(_ index: Int, _ isPlain: Bool) -> Step {
    let choices: [Asked] =
      Self.posts.map { .post($0) } + (isPlain ? [] : [.field("boss"), .field("signers"), .heads])
    let asked = Array(choices.shuffled(using: &generator).prefix(Int.random(in: 1...3, using: &generator)))
    return Step(
      asked: asked, need: chance(50) ? Int.random(in: 1...3, using: &generator) : nil, isParallel: chance(60),
      isConditional: !isPlain && chance(30),
      returnsTo: !isPlain && chance(40) ? Int.random(in: 0...index, using: &generator) : nil)
  }
}

extension ApprovalWorld {
  var rule: ApprovalRule {
    get throws {
      let costly = try Fixture.guarding("data.costly == true")
      return ApprovalRule(
        steps: steps.map { step in
          ApprovalRule.Step(
            ask: step.asked.map(\.role), need: step.need.map { .count($0) } ?? .all, isParallel: step.isParallel,
            condition: step.isConditional ? costly : nil, refusal: step.returnsTo.map { .step($0) })
        }, neverActorOf: isGuarded ? ["draft"] : [], refusal: "drafting",
        binds: ValuePath(scope: .data, field: "text"), due: nil)
    }
  }

  var workflow: Workflow {
    get throws {
      let approved = EventDefinition(
        name: "approved", title: Fixture.label("approved"), trigger: .approval, who: [], needs: [],
        candidates: [Candidate(target: "done")])
      return Workflow(
        reference: WorkflowReference(name: "signed", version: 1), title: Fixture.label("signed"), calendar: "plain",
        timezone: "Asia/Shanghai",
        fields: [
          Fixture.field("text", .text(max: 20)), Fixture.field("costly", .bool), Fixture.field("boss", .person),
          Fixture.field("signers", .list(.person)), Fixture.field("units", .list(.unit)),
        ],
        roles: ["drafter": .post("drafter", of: .unit("desk"))], clocks: [],
        states: [
          StateDefinition(
            name: "drafting", title: Fixture.label("drafting"),
            events: [try Fixture.event("draft", who: ["drafter"], needs: ["text"], to: "signing")]),
          StateDefinition(
            name: "signing", title: Fixture.label("signing"),
            events: [
              approved, try Fixture.event("edit", who: ["drafter"], needs: ["text"], to: nil),
              try Fixture.event("name", who: ["drafter"], takes: ["signers"], to: nil),
            ], approval: try rule),
          StateDefinition(name: "done", title: Fixture.label("done"), isFinal: true),
        ], anywhere: [], lookBacks: [], promises: [])
    }
  }

  /// What a case is opened with.
  var data: [String: Value] {
    var data: [String: Value] = ["costly": .bool(isCostly)]
    data["boss"] = fields["boss"]?.first.map { .string($0) }
    for name in ["signers", "units"] { data[name] = .list((fields[name] ?? []).map { .string($0) }) }
    return data
  }

  /// A case that waits for its first decision.
  func story() throws -> Story {
    var library = Library()
    library.add(
      try WorkCalendar(
        CalendarSource(name: "plain", version: 1, extends: nil, weekend: [6, 7], years: [:]), parent: nil))
    library.add(try TimeZoneRules.load("Asia/Shanghai"), named: "Asia/Shanghai")
    library.add(try workflow)
    var story = try Story(in: library)
    try story.submit(.open(workflow: "signed", data: data), by: actor(drafter))
    try story.fire("draft", ["text": .string("v0")], by: actor(drafter))
    return story
  }
}
