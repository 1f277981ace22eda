import SeededTesting

/// A workflow of seven states, four fields and three clocks, made from a seed: whatever the checker tells apart, in all
/// combinations.
struct SmallDefinition {
  let text: String

  init(seed: UInt64) {
    var maker = Maker(generator: SplitMix64(seed: seed), isMixed: seed % 2 == 1)
    text = maker.body()
  }
}

private struct Maker {
  var generator: SplitMix64

  /// A field with its type, what guards ask of it, and what events write into it.
  private struct Kind {
    let type: String
    let tests: [String]
    let values: [String]
  }

  private static let kinds = [
    Kind(type: "bool", tests: ["X == true", "X != true", "X == false"], values: ["true", "false", "!(X == true)"]),
    Kind(
      type: "int", tests: ["X > 3", "X != null && X <= 3", "X == 7", "X != null && X in [2, 5]", "X >= 10"],
      values: ["4", "7", "12"]),
    Kind(
      type: "list, of: unit", tests: ["size(X) > 1", "X != null", "size(X) == 0"], values: ["['one', 'two']", "[]"]),
    Kind(type: "text", tests: ["X == 'yes'", "X in ['yes', 'perhaps']", "X != 'no'"], values: ["'yes'", "'no'"]),
    Kind(type: "date", tests: ["X != null", "X == null", "X < today()", "X != null && X > today() - 30"], values: []),
  ]

  private static let states = (0..<7).map { "s\($0)" }
  private var fields: [(name: String, kind: Kind)] = []

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }
  private mutating func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &generator)] }

  /// Two truths, a number and a list, or any four.
  fileprivate init(generator: SplitMix64, isMixed: Bool) {
    self.generator = generator
    for (name, place) in [("a", 0), ("b", 0), ("n", 1), ("m", 2)] {
      fields.append((name, isMixed ? pick(Self.kinds) : Self.kinds[place]))
    }
  }

  fileprivate mutating func body() -> String {
    var text = "data: {" + fields.map { "\($0.name): {type: \($0.kind.type)}" }.joined(separator: ", ") + "}\nclocks:\n"
    for number in 0..<3 { text += clock(number) }
    text += "states:\n"
    for (index, state) in Self.states.enumerated() { text += self.state(state, before: index + 1) }
    return text + "  done: {final: true}\n"
  }

  private mutating func clock(_ number: Int) -> String {
    let start = chance(25) ? "event \(pick(Self.states))e0" : "state \(pick(Self.states))"
    var text = "  c\(number): {runs: \(Int.random(in: 2...20, using: &generator)) working days, from: \(start), "
    // A clock that has stopped does not pause.
    let (pauses, stops) = (pick(Self.states), pick(Self.states))
    if chance(40), pauses != stops { text += "pauses in: [\(pauses)], " }
    if chance(40) { text += "stops in: [\(stops), done], " }
    if chance(15) { text += "extend: {by: 5 working days, who: office, at most: 2}, " }
    return text + "breach: {tell: office}}\n"
  }

  private mutating func test() -> String {
    switch Int.random(in: 0..<10, using: &generator) {
    case 0..<5:
      let field = pick(fields)
      return pick(field.kind.tests).replacing("X", with: "data.\(field.name)")
    case 5..<7: return "\(pick(["", "!"]))clock('c\(Int.random(in: 0..<3, using: &generator))').overdue"
    case 7:
      let clock = "clock('c\(Int.random(in: 0..<3, using: &generator))')"
      return pick(["\(clock).paused", "\(clock).left < 3", "\(clock).due > today() + 5"])
    case 8: return "count('\(pick(Self.states))e0') < 2"
    default: return comparison() ?? "\(test()) \(pick(["&&", "||"])) \(test())"
    }
  }

  /// Two fields of one type compared with each other, where there are such: numbers, texts or dates.
  private mutating func comparison() -> String? {
    guard chance(50) else { return nil }
    let one = pick(fields)
    let others = fields.filter { $0.name != one.name && $0.kind.type == one.kind.type }
    guard ["int", "text", "date"].contains(one.kind.type), !others.isEmpty else { return nil }
    let (left, right) = ("data.\(one.name)", "data.\(pick(others).name)")
    return "\(left) != null && \(right) != null && \(left) \(pick(["<", "<=", "==", "!="])) \(right)"
  }

  private mutating func state(_ name: String, before next: Int) -> String {
    var text = "  \(name):\n    who: office\n    waits: without limit\n    events:\n"
    text += "      go on: {to: \(next < Self.states.count ? "s\(next)" : "done")}\n"
    for number in 0..<Int.random(in: 1...3, using: &generator) {
      var parts = ["to: \(chance(15) ? "done" : pick(Self.states))"]
      if chance(50) { parts.append("if: \"\(test())\"") }
      if chance(30) { parts.append("needs: [\(pick(fields).name)]") }
      if chance(30) {
        let field = pick(fields)
        if let value = field.kind.values.isEmpty ? nil : pick(field.kind.values) {
          parts.append("set: {\(field.name): \"\(value.replacing("X", with: "data.\(field.name)"))\"}")
        }
      }
      text += "      \(name)e\(number): {\(parts.joined(separator: ", "))}\n"
    }
    return text
  }
}
