import LookbackCEL
import LookbackTime

/// How long guards of ten terms take to evaluate and to compile, on one core. Yardstick: 2 µs an evaluation.
@main
struct GuardBenchmark {
  /// Ten terms over fields, as definitions have them; every one is read.
  static let terms = [
    "data.class == 'B'", "data.count > 2", "data.received < data.due", "!data.money", "data.reply_number != ''",
    "data.subject.startsWith('关于')", "data.lead == actor.person", "data.weight * 2.0 < 10.0", "has(data.due)",
    "data.class in ['A', 'B', 'C']",
  ]
  static let guards = [
    ("ten terms joined by &&", terms.joined(separator: " && ")),
    ("ten comparisons of one field", (0..<10).map { "data.count != \($0 + 10)" }.joined(separator: " && ")),
    ("a macro over ten tracks", "tracks.main.all(t, t.state == 'replied')"),
  ]

  static func main() throws {
    for (name, text) in guards {
      for (kind, environment) in [("a case", Desk(isCase: true)), ("plain maps", Desk(isCase: false))] {
        let compiled = try Guard(text, declarations: Desk.declarations)
        print("\(name), from \(kind): \(try best { _ = try compiled.evaluate(in: environment) }) ns an evaluation")
      }
    }
    let text = guards[0].1
    print("compiling ten terms: \(try best { _ = try Guard(text, declarations: Desk.declarations) }) ns")
  }

  /// Nanoseconds of one call in the fastest of twenty rounds: the others were disturbed.
  private static func best(_ work: () throws -> Void) throws -> Int {
    let rounds = 20_000
    var fastest = Duration.seconds(1_000)
    for _ in 0..<20 {
      let taken = try ContinuousClock().measure { for _ in 0..<rounds { try work() } }
      fastest = min(fastest, taken)
    }
    return Int(fastest / .nanoseconds(1)) / rounds
  }
}

/// Data of a case: thirty fields, and ten tracks.
struct Desk: GuardEnvironment {
  /// Whether single fields are answered, as a case does, or whole maps only.
  let isCase: Bool
  private let data: [String: Value]
  private let actor: [String: Value] = ["person": .string("zhang.wei"), "posts": .list([.string("clerk@office")])]
  private let names: [String: Value]

  static let declarations = Declarations(names: [
    "data": .record([
      "class": .string, "count": .int, "received": .date, "due": .date, "money": .bool, "reply_number": .string,
      "subject": .string, "lead": .string, "weight": .double,
    ]),
    "actor": .record(["person": .string, "posts": .list(.string)]),
    "tracks": .record(["main": .list(.record(["state": .string]))]),
  ])

  init(isCase: Bool) {
    self.isCase = isCase
    var data: [String: Value] = [
      "class": .string("B"), "count": .int(3), "received": .date(CivilDate(days: 18_400)),
      "due": .date(CivilDate(days: 18_490)), "money": .bool(false), "reply_number": .string("青民函〔2020〕164号"),
      "subject": .string("关于加强农村养老服务体系建设的建议"), "lead": .string("zhang.wei"), "weight": .double(1.5),
    ]
    for number in 0..<21 { data["other_\(number)"] = .int(Int64(number)) }
    self.data = data
    let track = Value.record(["state": .string("replied"), "unit": .string("civil-affairs")])
    names = [
      "data": .record(data), "actor": .record(actor),
      "tracks": .record(["main": .list(Array(repeating: track, count: 10))]),
    ]
  }

  func value(named name: String) -> Value? { names[name] }

  func field(_ field: String, of name: String) -> FieldValue? {
    guard isCase else { return nil }
    switch name {
    case "data": return data[field].map { .value($0) } ?? .absent
    case "actor": return actor[field].map { .value($0) } ?? .absent
    default: return nil
    }
  }

  func call(_ function: String, _ arguments: [Value]) throws(EvaluationError) -> Value {
    throw EvaluationError("unknown function \(function)()")
  }
}
