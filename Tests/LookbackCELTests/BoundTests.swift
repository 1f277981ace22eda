import LookbackCEL
import Testing

@Suite("No guard takes long, whatever it holds")
struct BoundTests {
  private func outcome(_ expression: String, _ bindings: [String: Value] = [:]) throws -> Value {
    try Guard(untyped: expression, names: bindings.keys).evaluate(in: Bindings(bindings)).value
  }

  private static let numbers = Value.list((0..<1_000).map { .int($0) })
  private static let spent = EvaluationError("this takes more than 10000000 steps")

  @Test(
    "a spent budget ends it, and no `||` or macro hides that by going on",
    arguments: [
      "n.all(a, n.all(b, n.all(c, a + b + c >= 0)))", "n.exists(a, n.exists(b, n.exists(c, n.exists(d, d < 0))))",
      "n.map(a, n.map(b, n.map(c, c)))", "n.exists(a, n.all(b, n.exists_one(c, n.filter(d, d > c) == n)))",
      "[n, n, n, n, n, n, n, n, n, n].map(a, n.map(b, n == a)).size() == 1 && n.all(a, n.all(b, n.all(c, n == n)))",
    ])
  func spent(_ expression: String) throws {
    #expect(throws: Self.spent) { try outcome(expression, ["n": Self.numbers]) }
  }

  @Test("lists of lists of lists are neither compared nor printed without end")
  func manyfold() throws {
    let ten = "[x,x,x,x,x,x,x,x,x,x]"
    var expression = "x"
    for _ in 0..<12 { expression = "[\(expression)].map(x, \(ten))[0]" }
    #expect(throws: EvaluationError("the value has more than 1000000 parts")) {
      try outcome(expression, ["x": .int(1)])
    }
    #expect(throws: Self.spent) { try outcome("\(expression) == \(expression)", ["x": .int(1)]) }
    #expect(throws: EvaluationError("a list of 10 cannot be converted by int()")) {
      try outcome("int(\(expression))", ["x": .int(1)])
    }
  }

  @Test("texts that double are stopped by their size")
  func doubling() throws {
    let wide = "[" + Array(repeating: "t", count: 100).joined(separator: " + ") + "]"
    var expression = "'0123456789'"
    for _ in 0..<8 { expression = "[\(expression)].map(t, \(wide)[0])[0]" }
    #expect(throws: Self.spent) { try outcome("\(expression) == ''") }
  }

  @Test("the bound knows the length of what is written out")
  func written() throws {
    let names = Declarations(names: ["n": .list(.int)])
    #expect(try Guard("[1, 2].all(a, [1, 2].all(b, [1, 2].all(c, a + b > c)))", declarations: names).cost < 200)
    #expect(try Guard("n.all(a, a in [1, 2])", declarations: names).cost < 20_000)
    #expect(throws: GuardErrors.self) { try Guard("n.map(a, n.map(b, [a, b, n]))", declarations: names) }
  }

  @Test("what CEL asks every implementation to nest is nested, and a little more")
  func nesting() throws {
    func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
    #expect(try outcome(repeated("(", 90) + "7" + repeated(")", 90)) == .int(7))
    #expect(try outcome("1" + repeated(" + 1", 150)) == .int(151))
    #expect(try outcome(repeated("true && ", 1_000) + "true") == .bool(true))
    #expect(try outcome(repeated("true ? true : ", 90) + "false") == .bool(true))
    #expect(try outcome(repeated("!", 150) + "true") == .bool(true))
    #expect(try outcome(repeated("[", 90) + "1" + repeated("]", 90) + repeated("[0]", 90)) == .int(1))
  }

  @Test(
    "hostile texts are refused, not followed",
    arguments: ["(", "[", "{", "!", "-", "a.", "a[", "f(", "a?", "1+", "''+", "a||"])
  func hostile(_ piece: String) {
    for count in [150, 1_500, 200_000] {
      #expect(throws: GuardErrors.self) { try Guard(untyped: String(repeating: piece, count: count), names: []) }
    }
  }
}
