import LookbackCEL
import Testing

@Suite("A refused text is told what it is, where, and what to write instead")
struct MessageTests {
  static let messages: [Fact] = [
    Fact("1u", "not part of Lookback's guards: uint; write the int 1"),
    Fact("b'x'", "not part of Lookback's guards: bytes; write a text without the letter b"),
    Fact("type(1)", "not part of Lookback's guards: type(); the types of all names are known before a guard runs"),
    Fact("'x'.matches('y')", "not part of Lookback's guards: matches(); use contains(), startsWith() or endsWith()"),
    Fact("A{b: 1}", "not part of Lookback's guards: protocol buffer messages; write a map, {'field': value}"),
    Fact("a.?b", "not part of Lookback's guards: optional values; ask with has() or `in` first"),
    Fact("1 = 2", "unexpected `=`: equality is written `==`"),
    Fact("a（1）", "unexpected full-width `（`: write `(`"),
    Fact("1\u{3000}", "unexpected invisible character U+3000: remove it or write a space"),
    Fact("for", "`for` is a reserved word; as a field it stands after a dot"),
    Fact("[1 2]", "expected `,` or `]`, found `2`"),
    Fact("'\\q'", "`\\q` is not an escape; a backslash is written `\\\\`"),
    Fact("'abc", "this text has no closing ' on its line"),
  ]

  @Test("each message", arguments: messages)
  func message(_ fact: Fact) {
    let found = #expect(throws: GuardErrors.self) { try Guard(untyped: fact.expression, names: []) }
    #expect(found?.description == fact.value)
  }

  static let absent: [Fact] = [
    Fact("'a,b'.split(',')", "not part of Lookback's guards: split(), which belongs to an extension of CEL"),
    Fact("math.greatest(1, 2)", "not part of Lookback's guards: greatest(), which belongs to an extension of CEL"),
    Fact("ip('127.0.0.1')", "not part of Lookback's guards: ip(), which belongs to an extension of CEL"),
    Fact("hello(1)", "not part of Lookback's guards: hello(), which is not known"),
    Fact("1.hello()", "not part of Lookback's guards: hello(), which is not known"),
    Fact(
      "int == int",
      "not part of Lookback's guards: types as values, found `int`; the types of all names are known before a guard runs"
    ),
    Fact("x.y", "x is not set"),
  ]

  @Test("what is missing while it runs says whether CEL has it", arguments: absent)
  func missing(_ fact: Fact) throws {
    let compiled = try Guard(untyped: fact.expression, names: [])
    let found = #expect(throws: EvaluationError.self) { try compiled.evaluate(in: Bindings()) }
    #expect(found?.description == fact.value)
  }

  @Test("a definition is told the same where it stands", arguments: ["'a'.trim()", "1 == int", "true && ip('x') == 1"])
  func checked(text: String) {
    let found = #expect(throws: GuardErrors.self) { try Guard(text, declarations: Declarations()) }
    #expect(found?.errors.map(\.code).contains(.notSupported) == true)
  }

  @Test("the caret stands under the place, also after wide characters and on a later line")
  func caret() {
    let source = "true &&\n  '人大' + #"
    let found = #expect(throws: GuardErrors.self) { try Guard(untyped: source, names: []) }
    #expect(found?.pointed(in: source) == "  '人大' + #\n           ^")
  }

  @Test("calls whose argument is written out are found with its place, whatever stands in texts")
  func literalCalls() {
    let text = "clock('reply').left < 3 && '人clock(\"no\")' != string(count(\"a\") + count(b)) || date('x') > today()"
    #expect(
      LiteralCall.all(in: text) == [
        LiteralCall(function: "clock", argument: "reply", offset: 7),
        LiteralCall(function: "count", argument: "a", offset: 59),
        LiteralCall(function: "date", argument: "x", offset: 84),
      ])
    #expect(LiteralCall.all(in: "clock('reply'").isEmpty)
  }
}
