import LookbackJSON
import SeededTesting
import Testing

@Suite("the JSON parser")
struct JSONParserTests {
  @Test(
    "reads what RFC 8259 allows",
    arguments: [
      ("null", JSON.null), (" true ", .bool(true)), ("false", .bool(false)), ("0", .int(0)), ("-12", .int(-12)),
      ("9223372036854775807", .int(.max)), ("9223372036854775808", .double(9_223_372_036_854_775_808)),
      ("1.5e2", .double(150)),
      ("\"\"", .string("")), ("\"人大\"", .string("人大")),
      ("\"\\u4eba\\n\\\"\\\\\\/\\b\\f\\r\\t\"", .string("人\n\"\\/\u{8}\u{C}\r\t")),
      ("\"\\ud83d\\ude00\"", .string("😀")), ("[]", .array([])), ("[1, [2]]", .array([.int(1), .array([.int(2)])])),
      ("{}", .object([])), ("{ \"a\" : 1 }", .object([.init(name: "a", value: .int(1))])),
    ])
  func reads(text: String, value: JSON) throws {
    #expect(try JSONParser.parse(Array(text.utf8)) == value)
  }

  @Test(
    "refuses what it does not allow",
    arguments: [
      "", " ", "nul", "truth", "+1", "01", "1.", ".5", "1e", "-", "1e999", "\"", "\"\\x\"", "\"\\u12\"", "\"\\u+041\"",
      "\"\\ud83d\"", "\"\\udc00\"", "\"\\u0000\"", "\"\n\"", "[1", "[1,]", "[1 2]", "{\"a\"}", "{\"a\":1,}", "{a:1}",
      "1 2",
      "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}",
    ])
  func refuses(text: String) {
    #expect(throws: MalformedJSON.self) { try JSONParser.parse(Array(text.utf8)) }
  }

  @Test(
    "no more values are read than are asked for, wherever they stand",
    arguments: [("[]", 1), ("[1, [2]]", 4), ("{\"a\": {\"b\": [null, 1.5]}}", 5), ("\"a\"", 1)])
  func tooMany(text: String, count: Int) throws {
    #expect(throws: MalformedJSON.self) { try JSONParser.parse(Array(text.utf8), atMost: count - 1) }
    #expect(try JSONParser.parse(Array(text.utf8), atMost: count) == JSONParser.parse(Array(text.utf8)))
  }

  @Test("the character NUL is read only where it is asked for")
  func nul() throws {
    let bytes = Array(#"["\u0000"]"#.utf8)
    #expect(throws: MalformedJSON.self) { try JSONParser.parse(bytes) }
    #expect(try JSONParser.parse(bytes, texts: .all) == .array([.string("\0")]))
  }

  @Test("refuses bytes that are not UTF-8, and more than 64 levels")
  func limits() throws {
    #expect(throws: MalformedJSON.self) { try JSONParser.parse([0x22, 0xC3, 0x28, 0x22]) }
    #expect(throws: MalformedJSON.self) { try JSONParser.parse([0x22, 0x5C, 0x6E, 0xC3, 0x28, 0x22]) }
    let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(throws: Never.self) { try JSONParser.parse(Array(deep.utf8)) }
    #expect(throws: MalformedJSON.self) { try JSONParser.parse(Array("[\(deep)]".utf8)) }
  }

  @Test("many keys are told apart as well as few")
  func keys() throws {
    let names = (0..<100).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
    #expect(try JSONParser.parse(Array("{\(names)}".utf8)).keys.count == 100)
    #expect(throws: MalformedJSON.self) { try JSONParser.parse(Array("{\(names),\"k7\":1}".utf8)) }
    #expect(throws: MalformedJSON.self) { try JSONParser.parse(Array("{\(names),\"k99\":1}".utf8)) }
  }

  @Test("reads one object out of a longer text, with the places of its values")
  func members() throws {
    let bytes = Array("x{\"id\": [1, 2] ,\"b\":\"c\"}y".utf8)
    let members = try JSONParser.members(bytes, in: 1..<bytes.count - 1)
    #expect(members.map(\.name) == ["id", "b"])
    #expect(String(decoding: bytes[members[0].place], as: UTF8.self) == "[1, 2]")
    #expect(members[1].value == .string("c"))
    #expect(throws: MalformedJSON.self) { try JSONParser.members(bytes, in: 1..<bytes.count) }
    #expect(throws: MalformedJSON.self) { try JSONParser.members(Array("[1]".utf8), in: 0..<3) }
  }

  @Test("what is written reads back", arguments: 0..<200)
  func roundTrip(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    let value = random.value(depth: 0)
    #expect(try JSONParser.parse(Array(value.description.utf8)) == value)
  }
}

/// Random values, from a seed.
extension SplitMix64 {
  fileprivate mutating func text() -> String {
    let scalars: [Unicode.Scalar] = ["a", "\"", "\\", "\n", "\u{1}", "\u{7F}", "人", "é", "😀", "/"]
    return String(
      String.UnicodeScalarView(
        (0..<Int.random(in: 0...9, using: &self)).map { _ in scalars.randomElement(using: &self) ?? "a" }))
  }

  fileprivate mutating func value(depth: Int) -> JSON {
    switch Int.random(in: 0..<(depth > 3 ? 5 : 7), using: &self) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &self))
    case 2: return .int(Int64.random(in: .min ... .max, using: &self))
    case 3: return .double(Double.random(in: -1e6...1e6, using: &self))
    case 4: return .string(text())
    case 5: return .array((0..<Int.random(in: 0...4, using: &self)).map { _ in value(depth: depth + 1) })
    default:
      return .object(
        (0..<Int.random(in: 0...4, using: &self)).map { .init(name: "\($0)" + text(), value: value(depth: depth + 1)) })
    }
  }
}
