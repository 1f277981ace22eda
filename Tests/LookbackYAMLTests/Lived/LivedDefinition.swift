import SeededTesting

/// A small workflow in which time passes in every way that the notation knows: clocks of days, working days, hours and
/// working hours, waits, pauses, corrections, cut-offs, extensions, approvals and signals; made from a seed.
struct LivedDefinition {
  private(set) var text = ""
  let states: [String]
  /// Everything that may happen by its own name.
  private(set) var events: [String] = []
  /// The clocks whose start can be corrected.
  private(set) var corrected: [String] = []
  /// What it has of time, for the test that everything comes into play.
  private(set) var kinds: Set<String> = []

  init(seed: UInt64) {
    var maker = Maker(seed: seed)
    states = maker.states
    text = maker.workflow()
    (events, corrected, kinds) = (maker.events, maker.corrected, maker.kinds)
  }

  /// The definition that promises all this.
  func promising(_ promises: [String]) -> String {
    promises.isEmpty ? text : text + "promises:\n" + promises.map { "  - \($0)\n" }.joined()
  }
}

/// Draws the parts, one after another.
private struct Maker {
  private var generator: SplitMix64
  let states: [String]
  private let clocks: Int
  private(set) var events: [String] = []
  private(set) var corrected: [String] = []
  private(set) var kinds: Set<String> = []
  /// The event that guards count.
  private static let counted = "go0"

  init(seed: UInt64) {
    generator = SplitMix64(seed: seed &* 7919 &+ 11)
    states = (0..<Int.random(in: 2...4, using: &generator)).map { "s\($0)" } + ["done"]
    clocks = Int.random(in: 1...3, using: &generator)
  }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }
  private mutating func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &generator)] }
  private mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }

  mutating func workflow() -> String {
    var text = """
      notation: 1
      workflow: matter
      version: 1
      title: {en: matter, zh: 事项}
      calendar: plain
      timezone: Asia/Shanghai
      roles:
        office: {post: clerk, of: desk, title: {en: office, zh: 办公室}}
        head: {post: head, of: desk, title: {en: head, zh: 负责人}}
      data: {a: {type: bool}, n: {type: int}, d: {type: date}, t: {type: text}}

      """
    let isHalted = chance(35)
    text += "clocks:\n" + (0..<clocks).map { clock($0, isHalted: isHalted) }.joined()
    text += "states:\n" + states.indices.dropLast().map { state($0) }.joined() + "  done: {final: true}\n"
    if isHalted {
      text += "anywhere:\n  halt: {who: office, except in: [done]}\n  resume: {who: office, except in: [done]}\n"
      events += ["halt", "resume"]
      kinds.insert("halted")
    }
    return text
  }

  // MARK: - Clocks

  private mutating func clock(_ number: Int, isHalted: Bool) -> String {
    let name = "c\(number)"
    let places = Array(states.dropLast())
    let unit = pick(["days", "days", "working days", "working days", "hours", "working hours", "weeks"])
    kinds.insert("clock of \(unit)")
    let isOfHours = unit.hasSuffix("hours")
    let most = unit == "weeks" ? 2 : isOfHours ? 40 : 8
    let start =
      number == 0 || chance(35) ? "state s0" : chance(50) ? "state \(pick(places))" : "event go\(below(places.count))"
    var parts = ["runs: \(1 + below(most)) \(unit)", "from: \(start)"]
    if !isOfHours { parts += counting() }
    let pausing = places.filter { _ in chance(25) }
    if isHalted, chance(60) {
      parts.append("pauses on: [halt], resumes on: [resume]")
    } else if !pausing.isEmpty {
      parts.append("pauses in: [\(pausing.joined(separator: ", "))]")
      kinds.insert("pauses")
      if !isOfHours, chance(25) { parts.append("pauses counted in: \(pick(["days", "working days"]))") }
    }
    let stopping = places.filter { !pausing.contains($0) && "state \($0)" != start && chance(25) }
    parts.append("stops in: [\((stopping + ["done"]).joined(separator: ", "))]")
    if chance(25) { parts.append(extending(isOfHours)) }
    if chance(30) {
      parts.append("correct: {who: head}")
      corrected.append(name)
      events.append("correct \(name)")
      kinds.insert("correct")
    }
    if !isOfHours, chance(25) {
      parts.append("remind: [{before: \(1 + below(6)) \(pick(["days", "working days"])), tell: head}]")
    }
    if chance(85) { parts.append("breach: {tell: head}") }
    return "  \(name): {\(parts.joined(separator: ", "))}\n"
  }

  private mutating func counting() -> [String] {
    var parts: [String] = []
    if chance(60) {
      let start = pick(["excluded", "included", "rolled"])
      let last = pick(["as is", "next working day", "previous working day", "day after the holiday"])
      parts.append("counting: {start: \(start), last: \(last)}")
      if start == "rolled" { kinds.insert("rolled") }
    }
    if chance(35) {
      parts.append("cut-off: {at: \"1\(below(8)):00\", counts as: \(pick(["next day", "next working day"]))}")
      kinds.insert("cut-off")
    }
    if chance(20) { parts.append("ends at: close of business") }
    return parts
  }

  private mutating func extending(_ isOfHours: Bool) -> String {
    kinds.insert("extend")
    let span = "\(1 + below(5)) \(isOfHours ? "hours" : pick(["days", "working days"]))"
    let reach = isOfHours ? "by: \(span)" : pick(["by: \(span), from: due", "by: \(span), from: today"])
    return "extend: {\(reach), who: head, at most: \(1 + below(2))}"
  }

  // MARK: - States

  private mutating func state(_ place: Int) -> String {
    var text = "  s\(place):\n    who: office\n"
    if chance(60) { text += "    waits: without limit\n" }
    let later = Array(states[(place + 1)...])
    var own: [String] = []
    if place > 0, chance(20) {
      text += approval(place)
      own.append("approved: {to: \(pick(later))}")
      events += ["approve", "refuse"]
    } else {
      own.append("go\(place): {to: \(later[0])\(chance(15) ? ", if: \"\(test())\"" : "")}")
      events.append("go\(place)")
    }
    if chance(45) { own.append(wait(place, later)) }
    for number in 0..<below(3) { own.append(person("e\(place)\(number)", place, later)) }
    if chance(20) {
      own.append("nudge: {by: signal\(chance(60) ? ", to: \(pick(later))" : ", set: {a: \"true\"}")}")
      events.append("nudge")
      kinds.insert("signal")
    }
    if chance(15) {
      own.append("auto\(place): {when: \"\(test())\", to: \(pick(later))}")
      events.append("auto\(place)")
      kinds.insert("automatic")
    }
    return text + "    events:\n" + own.map { "      \($0)\n" }.joined()
  }

  private mutating func wait(_ place: Int, _ later: [String]) -> String {
    let unit = pick(["days", "working days", "hours", "working hours", "minutes"])
    kinds.insert("wait of \(unit)")
    events.append("wait\(place)")
    let most = unit == "minutes" ? 90 : unit.hasSuffix("hours") ? 30 : 6
    let target = chance(85) ? pick(later) : pick(Array(states.dropLast()))
    let first = "after: \(1 + below(most)) \(unit)"
    let others = chance(30) ? ", set: {n: \"data.n + 1\"}" : ""
    switch below(6) {
    case 0: return "wait\(place): {\(first), to: \(target), if: \"\(test())\"}"
    case 1: return "wait\(place): [{\(first), if: \"\(test())\", to: \(pick(later))}, {to: \(target)\(others)}]"
    case 2: return "wait\(place): [{\(first), if: \"\(test())\", set: {a: \"true\"}}, {to: \(target)}]"
    default: return "wait\(place): {\(first), to: \(target)\(below(4) == 0 ? others : "")}"
    }
  }

  private mutating func person(_ name: String, _ place: Int, _ later: [String]) -> String {
    var parts: [String] = []
    if chance(80) { parts.append("to: \(chance(85) ? pick(later) : pick(Array(states.dropLast())))") }
    if chance(40) { parts.append("if: \"\(test())\"") }
    let field = pick(["a", "n", "d", "t"])
    if chance(30) { parts.append("needs: [\(field)]") } else if chance(30) { parts.append("takes: [\(field)]") }
    if chance(25) {
      parts.append(pick(["set: {a: \"true\"}", "set: {n: \"4\"}", "clear: [a]", "set: {t: \"'yes'\"}"]))
    }
    guard !parts.isEmpty else { return person(name, place, later) }
    events.append(name)
    return "\(name): {\(parts.joined(separator: ", "))}"
  }

  private mutating func approval(_ place: Int) -> String {
    kinds.insert("approval")
    let need = pick(["need: 1", "need: all, order: parallel", "need: all"])
    let due = chance(60) ? "      due: \(1 + below(5)) \(pick(["days", "working days"]))\n" : ""
    return """
          approval:
            steps: [{name: one, title: {en: one, zh: 一}, ask: [office, head], \(need)}]
            refusal: \(pick(states))
      \(due)
      """
  }

  private mutating func test() -> String {
    let clock = "clock('c\(below(clocks))')"
    return pick([
      "data.a == true", "data.a != true", "data.n > 3", "data.n == 4", "data.t == 'yes'", "data.t != 'no'",
      "data.d != null", "data.d < today()", "\(clock).overdue", "!\(clock).overdue", "\(clock).paused",
      "\(clock).left < 2", "count('\(Self.counted)') < 2", "count('\(Self.counted)') > 0",
    ])
  }
}
