import LookbackJSON
import SeededTesting

/// Draws values for declared forms: fitting ones, and ones with something wrong in them.
struct Values {
  var random: SplitMix64
  let cases: [String]

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  mutating func one<T>(of all: [T]) -> T { all[Int.random(in: 0..<all.count, using: &random)] }

  static let words = [
    "recommendation", "handling", "assign", "decline", "withdraw", "close", "note", "approve", "look back",
    "extend reply", "registered", "assigned", "closed", "clerk", "office", "unit-a", "liaison", "reason", "reply",
    "2019-01-20",
    "2019-02-30", "2018-12-31", "9999-12-31", "0001-01-01", "track:1", "1", "0", "-1", "9223372036854775807",
    "data.class == 'A'",
    "true", "size(data.subject) > 2", "engine", "*", "%", "'", "\"", "\\", "../../etc/passwd", "{}", "null",
    "[1,2,3].all(a, [1,2,3].all(b, a + b > 0))", "\u{5EFA}\u{8BAE}", "\u{9752}\u{6C11}\u{51FD}",
  ]

  static let hostile = [
    "\u{0}", "\u{1B}[31m", "\u{202E}", "\u{2066}", "\u{FEFF}", "\u{200F}", "\r\n", "\u{85}", "\u{1F600}", "e\u{301}",
    "%00", "%c0%af", "<script>", "=1+1", "; drop table cases", "$1", "\\u0000",
  ]

  /// A value that has the form, or nearly.
  mutating func fitting(_ shape: JSONShape) -> JSON {
    if case .truth = shape { return .bool(chance(70)) }
    if case .whole(let range) = shape {
      return .int(chance(60) ? Int64.random(in: 0...9, using: &random) : one(of: [range.lowerBound, range.upperBound]))
    }
    if case .text(let range) = shape { return .string(text(upTo: range.upperBound)) }
    if case .either(let first, let second) = shape { return fitting(chance(50) ? first : second) }
    if case .list(let element, _) = shape {
      return .array((0..<Int.random(in: 0...3, using: &random)).map { _ in fitting(element) })
    }
    if case .object(let keys) = shape {
      var members: [JSON.Member] = []
      for key in keys where key.isNeeded || chance(40) {
        members.append(.init(name: key.name, value: fitting(key.shape)))
      }
      return .object(members)
    }
    if case .data = shape { return data() }
    return .string(text(upTo: 40))
  }

  private mutating func data() -> JSON {
    let names = [
      "number", "subject", "lead", "received", "main_units", "class", "reason", "reply_text", "merged_cases", "money",
      "x",
    ]
    return .object(
      (0..<Int.random(in: 0...4, using: &random)).map { _ in
        let values: [JSON] = [
          .string(text(upTo: 300)), .int(1), .null, .texts(["unit-a"]), .texts([one(of: cases)]), .string("deputy-1"),
          .bool(true), .double(1.5), .string("2019-01-18"), .array([.array([.int(1)])]),
        ]
        return .init(name: one(of: names), value: one(of: values))
      })
  }

  mutating func text(upTo most: Int) -> String {
    switch Int.random(in: 0..<12, using: &random) {
    case 0: return String(repeating: one(of: ["x", "\u{7F16}", "\u{1F600}"]), count: min(most, 100_000))
    case 1: return String(repeating: "x", count: min(most, 99_999) + 1)
    case 2: return one(of: Self.words) + one(of: Self.hostile)
    case 3: return one(of: Self.hostile)
    case 4: return ""
    case 5, 6: return one(of: cases)
    case 7: return "RD-\(Int.random(in: 1...14, using: &random))"
    default: return one(of: Self.words)
    }
  }

  /// The value with something wrong at one place in it.
  mutating func wrong(_ value: JSON) -> JSON {
    switch value {
    case .object(let members) where !members.isEmpty && chance(75):
      var members = members
      let place = Int.random(in: 0..<members.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: members.remove(at: place)
      case 1:
        members.append(.init(name: one(of: ["nobody-knows", "", "__proto__", "dry_run", "id"]), value: .bool(true)))
      default: members[place] = .init(name: members[place].name, value: wrong(members[place].value))
      }
      return .object(members)
    case .array(let items) where !items.isEmpty && chance(75):
      var items = items
      let place = Int.random(in: 0..<items.count, using: &random)
      items[place] = wrong(items[place])
      return .array(items)
    default: return anything(depth: 0)
    }
  }

  private mutating func anything(depth: Int) -> JSON {
    switch Int.random(in: 0..<14, using: &random) {
    case 0: return .null
    case 1: return .bool(chance(50))
    case 2: return .int(one(of: [0, 1, -1, .max, .min, 1 << 53]))
    case 3: return .double(one(of: [0.5, 1.0, -0.0, 1e300]))
    case 4: return .array([])
    case 5: return .object([])
    case 6 where depth < 40: return .array([anything(depth: depth + 1)])
    case 7 where depth < 40: return .object([.init(name: "a", value: anything(depth: depth + 1))])
    case 8: return .array(Array(repeating: .int(1), count: one(of: [3, 1_000, 20_000])))
    case 9: return .string(String(repeating: "9", count: one(of: [10, 5_000])))
    default: return .string(text(upTo: 1_000))
    }
  }
}
