import LookbackCEL
import LookbackTime
import SeededTesting
import Testing

@Suite("A guard that cannot work is refused before it runs")
struct CheckingTests {
  struct Refusal: CustomTestStringConvertible {
    let expression: String
    let code: GuardError.Code
    let offset: Int
    var testDescription: String { expression }
    init(_ expression: String, _ code: GuardError.Code, _ offset: Int) {
      self.expression = expression
      self.code = code
      self.offset = offset
    }
  }

  static let refusals: [Refusal] = [
    Refusal("", .syntax, 0), Refusal("1 +", .syntax, 3), Refusal("(1", .syntax, 2), Refusal("1 2", .syntax, 2),
    Refusal("'abc", .syntax, 0), Refusal("'\\q'", .syntax, 1), Refusal("a.", .syntax, 2), Refusal("#", .syntax, 0),
    Refusal("[1, 2", .syntax, 5), Refusal("{'a' 1}", .syntax, 5), Refusal("99999999999999999999", .syntax, 0),
    Refusal("9223372036854775808", .syntax, 0), Refusal("has(data)", .syntax, 0),
    Refusal("[1].all(1, true)", .syntax, 4),
    Refusal("x", .unknownName, 0), Refusal("data.clas == 'B'", .unknownName, 4), Refusal("toady()", .unknownName, 0),
    Refusal("1 + 'a'", .type, 2), Refusal("data.class > 1", .type, 11), Refusal("!1", .type, 0),
    Refusal("data.count && true", .type, 11), Refusal("1.5 % 2.0", .type, 4), Refusal("1 ? 2 : 3", .type, 2),
    Refusal("today(1)", .type, 0), Refusal("size(1)", .type, 0), Refusal("1.size()", .type, 2),
    Refusal("true ? false ? 1 : 2 : 3", .syntax, 13),
    Refusal("1 in 2", .type, 2), Refusal("data.count.all(x, true)", .type, 11), Refusal("[1] < [2]", .type, 4),
    Refusal("1u", .notSupported, 0), Refusal("b'x'", .notSupported, 0), Refusal("uint(1)", .notSupported, 0),
    Refusal("data.class.matches('x')", .notSupported, 11), Refusal("type(1)", .notSupported, 0),
    Refusal("bytes('a')", .notSupported, 0), Refusal("A.b{c: 1}", .notSupported, 3), Refusal("[?1]", .notSupported, 1),
    Refusal("data.?count", .notSupported, 5), Refusal("{?'a': 1}", .notSupported, 1),
    Refusal("Rb'x'", .notSupported, 0),
    Refusal("[1].all(i, v, true)", .notSupported, 4), Refusal("[1].existsOne(x, true)", .notSupported, 4),
    Refusal("data['x'][?0]", .notSupported, 10), Refusal("'人' + 0x1Fu", .notSupported, 6),
    Refusal("'人' + x", .unknownName, 6), Refusal("/* x */", .syntax, 0), Refusal("// 人\nx", .unknownName, 5),
    Refusal("'\\ud800'", .syntax, 1), Refusal("'\\U00110000'", .syntax, 1), Refusal("'\\x4'", .syntax, 1),
    Refusal("'\\400'", .syntax, 1), Refusal("'a\nb'", .syntax, 0), Refusal("1e400", .syntax, 0),
    Refusal("0x", .syntax, 0),
    Refusal("1abc", .syntax, 1), Refusal("1.e3", .type, 1), Refusal("0x8000000000000000", .syntax, 0),
    Refusal("1，2", .syntax, 1), Refusal("“a”", .syntax, 0), Refusal("1\u{A0}+ 1", .syntax, 1),
    Refusal("1 = 1", .syntax, 2),
    Refusal("a & b", .syntax, 2), Refusal("!-1", .syntax, 1), Refusal("-!true", .syntax, 1),
    Refusal("while", .syntax, 0),
    Refusal("data.in", .syntax, 5), Refusal("size(1,)", .syntax, 7), Refusal("{1.5: 2}", .type, 0),
    Refusal("data.count == 'x'", .type, 11), Refusal("1 in ['a']", .type, 2), Refusal("-duration('1s')", .type, 0),
    Refusal("date('2020-01-01').getHours()", .type, 19), Refusal("data.class.trim()", .notSupported, 11),
    Refusal("data.class.hello()", .unknownName, 11),
    Refusal("timestamp(0).getHours('Mars/Olympus')", .type, 22),
    Refusal("timestamp(0).getHours(data.class)", .type, 13),
  ]

  @Test("each fault has its code and place", arguments: refusals)
  func refusal(_ refusal: Refusal) throws {
    let found = #expect(throws: GuardErrors.self) {
      try Guard(refusal.expression, declarations: Matter.declarations)
    }
    #expect(found?.errors.first?.code == refusal.code)
    #expect(found?.errors.first?.offset == refusal.offset)
  }

  @Test("a mistyped field is told its likely name")
  func suggestion() {
    let found = #expect(throws: GuardErrors.self) {
      try Guard("data.clas == 'B'", declarations: Matter.declarations)
    }
    #expect(found?.description.contains("did you mean `class`?") == true)
  }

  @Test("all faults of one text are told at once")
  func together() {
    let found = #expect(throws: GuardErrors.self) { try Guard("x + y", declarations: Matter.declarations) }
    #expect(found?.errors.count == 2)
  }

  @Test("absurd nesting, length and cost are refused quickly")
  func bounds() {
    let nested = String(repeating: "(", count: 5_000) + "1" + String(repeating: ")", count: 5_000)
    let long = "1" + String(repeating: " + 1", count: 3_000)
    let list = "data.units"
    let dear = "\(list).all(a, \(list).all(b, \(list).all(c, a == b && b == c)))"
    for hostile in [
      nested, long, dear, String(repeating: "!", count: 4_000) + "true", String(repeating: "[", count: 4_000),
    ] {
      let found = #expect(throws: GuardErrors.self) { try Guard(hostile, declarations: Matter.declarations) }
      #expect(found?.errors.first?.code == .cost)
    }
  }

  @Test("random text never crashes the parser", arguments: 0..<300)
  func randomText(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let alphabet = Array("abdt. ()[]{}'\"\\0123456789+-*/%<>=!&|?:,_xXuUrR\n人")
    let text = String(
      (0..<Int.random(in: 0...60, using: &random)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      })
    _ = try? Guard(text, declarations: Matter.declarations).evaluate(in: Matter())
  }

  @Test("a value printed and read again is the same value", arguments: 0..<200)
  func printed(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let value = Value.random(using: &random, depth: 3)
    let again = try Guard(value.description, declarations: Declarations()).evaluate(in: Matter()).value
    #expect(again == value)
  }
}

extension Value {
  static func random(using random: inout SplitMix64, depth: Int) -> Value {
    switch Int.random(in: 0..<(depth == 0 ? 6 : 8), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .int(Int64.random(in: .min ... .max, using: &random))
    case 3: return .double(Double.random(in: 0...1e6, using: &random))
    case 4: return .string(["", "a\"b", "人大\n", "\\", "'"].randomElement(using: &random) ?? "")
    case 5:
      switch Int.random(in: 0...2, using: &random) {
      case 0: return .date(CivilDate(days: Int32.random(in: -100_000...100_000, using: &random)))
      case 1:
        let seconds = Int64.random(in: -62_135_596_800...253_402_300_799, using: &random)
        let nanos: Int32 = [0, 1, 500_000_000, 999_999_999].randomElement(using: &random) ?? 0
        return (try? Timestamp(seconds: seconds, nanos: nanos)).map { .timestamp($0) } ?? .null
      default:
        let nanoseconds = Int128(Int64.random(in: .min ... .max, using: &random)) * 34
        return (try? Elapsed(nanoseconds: nanoseconds)).map { .duration($0) } ?? .null
      }
    case 6:
      let count = Int.random(in: 0...3, using: &random)
      return .list((0..<count).map { _ in .random(using: &random, depth: depth - 1) })
    default:
      let count = Int.random(in: 0...3, using: &random)
      return .record(
        Dictionary(uniqueKeysWithValues: (0..<count).map { ("k\($0)", .random(using: &random, depth: depth - 1)) }))
    }
  }
}
