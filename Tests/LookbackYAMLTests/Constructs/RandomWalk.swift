import LookbackCEL
import LookbackCore
import LookbackTime
import LookbackYAML
import SeededTesting
import Testing

/// Lives of cases drawn from a seed: whatever may be done is done by somebody who may, time passes, timers fire.
struct RandomWalk {
  var story: Rehearsal
  private var random: SplitMix64
  /// Names of the events that happened.
  var seen: Set<String> { Set(story.history.map(\.name)) }

  init(_ files: [String], opening workflow: String, seed: UInt64) throws {
    story = try Rehearsal(files)
    random = SplitMix64(seed: seed)
    let fields = try #require(story.library.latest(workflow)).openingFields
    for attempt in 1... {
      let given = fields.filter { $0.isRequired || Bool.random(using: &random) }
      let data = given.compactMap { field in value(of: field.type).map { (field.name, $0) } }
      do {
        try story.open(workflow, Dictionary(uniqueKeysWithValues: data))
        return
      } catch Rejection.guardFailed where attempt < 100 {}
    }
  }

  mutating func run(steps: Int) {
    for _ in 0..<steps {
      if Int.random(in: 0..<4, using: &random) == 0 { pass() } else { act() }
    }
  }

  /// From here on it goes otherwise than it would have gone.
  mutating func turn(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// Time goes on to the next timer, or by some days.
  private mutating func pass() {
    guard let current = story.current else { return }
    let next = current.timers(in: story.library).min { ($0.due, $0.key) < ($1.due, $1.key) }
    guard let next, Bool.random(using: &random) else {
      story.moment = story.moment.adding(microseconds: Int64.random(in: 1...10, using: &random) * 86_400_000_000)
      return
    }
    story.moment = max(story.moment, next.due)
    try? story.submit(.timer(key: next.key, due: next.due), by: .engine)
  }

  private mutating func act() {
    guard let current = story.current else { return }
    let context = DecisionContext(library: story.library, moment: story.moment)
    let all = current.possibilities(for: .engine, in: context).filter { !$0.who.isEmpty }
    guard let chosen = all.randomElement(using: &random) else { return }
    let actor = actor(chosen.who)
    let track = current.tracks[chosen.track.value]
    let fields = story.library.workflow(track.workflow)?.fields ?? []
    var data: [String: Value] = [:]
    for name in chosen.needs + chosen.takes.filter({ _ in Bool.random(using: &random) }) {
      if let field = fields.first(where: { $0.name == name }) {
        data[name] = value(of: field.type)
      } else {
        data[name] = name == "started" ? value(of: .date) : .string("because")
      }
    }
    try? story.submit(.fire(event: chosen.event, track: chosen.track, data: data), by: actor)
  }

  /// Somebody who may, in the own right or in the place of another.
  private mutating func actor(_ who: [String]) -> Actor {
    let name = who.randomElement(using: &random) ?? ""
    let code = ["p1", "p2", "p3"].randomElement(using: &random) ?? "p1"
    guard Int.random(in: 0..<3, using: &random) == 0 else {
      return name.contains("@") ? .someone(name, code: code) : .someone(code: name)
    }
    let posts = name.contains("@") ? [name] : []
    let standing = ActiveSubstitution(
      person: posts.isEmpty ? name : "absent", posts: Set(posts.compactMap { Post(parsing: $0) }), isWhole: true)
    return .someone(code: code, for: [standing])
  }

  private mutating func value(of type: FieldType) -> Value? {
    switch type {
    case .text: .string("text \(Int.random(in: 0..<3, using: &random))")
    case .bool: .bool(Bool.random(using: &random))
    case .int: .int(Int64.random(in: 1...9, using: &random))
    case .double: .double(0.5)
    case .date: day()
    case .person: .string("p\(Int.random(in: 1...3, using: &random))")
    case .unit: .string(["a", "b", "c"].randomElement(using: &random) ?? "a")
    case .case: nil
    case .choice(let scheme): scheme.classes.randomElement(using: &random).map { .string($0.code) }
    case .list(let element): .list((0..<Int.random(in: 1...3, using: &random)).compactMap { _ in value(of: element) })
    }
  }

  private mutating func day() -> Value {
    let today = CivilDate(days: Int32(story.moment.microseconds / 86_400_000_000))
    return (try? today.adding(days: Int.random(in: -9...30, using: &random))).map { .date($0) } ?? .null
  }

  /// What must hold of every case at any time.
  func expectSound() {
    story.expectReplay()
    let timers = story.current?.timers(in: story.library) ?? []
    #expect(Set(timers.map(\.key)).count == timers.count)
    #expect(story.history.map(\.sequence) == (1...Int64(story.history.count)).map { $0 })
    for track in story.current?.tracks ?? [] where track.isRemoved || (track.isEnded && track.parent != nil) {
      #expect(
        track.clocks.entries.allSatisfy { $0.value.stopped != nil },
        "a clock runs on in track \(track.id), which is over")
    }
  }
}

@Suite("Random lives")
struct RandomWalkTests {
  private static let cases = [
    ("shared", [Definitions.shared, Definitions.part]), ("timed", [Definitions.clocks]),
    ("signed", [Definitions.approval]), ("dated", [Definitions.dated]),
  ]

  @Test("replaying the history of any life gives the case as it stands", arguments: 0..<40)
  func replay(seed: UInt64) throws {
    for (name, files) in Self.cases {
      var walk = try RandomWalk(files, opening: name, seed: seed)
      walk.run(steps: 60)
      walk.expectSound()
    }
  }

  @Test("so it is with the definitions that are shipped", arguments: 0..<20)
  func shipped(seed: UInt64) throws {
    var walk = try RandomWalk(try Self.shipped(), opening: "recommendation", seed: seed)
    walk.run(steps: 80)
    walk.expectSound()
  }

  @Test("what a case waits for does not depend on the cases that were decided before it", arguments: 0..<20)
  func precedents(seed: UInt64) throws {
    for (name, files) in Self.cases + [("recommendation", try Self.shipped())] {
      var other = try RandomWalk(files, opening: name, seed: seed)
      other.run(steps: 60)
      var walk = try RandomWalk(files, opening: name, seed: seed)
      walk.story.schedules = other.story.schedules
      walk.run(steps: 20)
      walk.turn(seed: seed + 1_000)
      walk.run(steps: 40)
      walk.expectSound()
    }
  }

  @Test("the lives come to every kind of event that they are about")
  func coverage() throws {
    var seen: Set<String> = []
    for seed: UInt64 in 0..<40 {
      for (name, files) in Self.cases {
        var walk = try RandomWalk(files, opening: name, seed: seed)
        walk.run(steps: 60)
        seen.formUnion(walk.seen)
      }
    }
    let wanted: Set<String> = [
      "change units", "all done", "ask", "hear", "ask to extend answer", "extend answer", "refuse to extend answer",
      "correct answer", "overdue answer", "remind answer", "approve", "refuse", "edit", "slow approval",
    ]
    #expect(wanted.subtracting(seen) == [])
  }

  static func shipped() throws -> [String] {
    try [
      "recommendation.yaml", "handling.yaml", "classes/npc.yaml", "classes/contact.yaml", "classes/satisfaction.yaml",
      "calendars/cn.yaml", "calendars/cn-qinghai.yaml",
    ].map { String(decoding: try Workbench.file($0).bytes, as: UTF8.self) }
  }
}
