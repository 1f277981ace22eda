import LookbackCEL
import SeededTesting
import Testing

@Suite("Logic and arithmetic follow their models")
struct LogicTests {
  /// A random expression of `&&`, `||`, `!` and `?:` with what it comes to: nil stands for an error.
  private struct Sentence {
    let text: String
    let truth: Bool?

    init(using random: inout SplitMix64, depth: Int) {
      let kind = depth == 0 ? Int.random(in: 0...3, using: &random) : Int.random(in: 2...7, using: &random)
      let parts = (0..<3).map { _ in kind < 4 ? nil : Sentence(using: &random, depth: depth - 1) }.compactMap { $0 }
      switch kind {
      case 0: (text, truth) = ("true", true)
      case 1: (text, truth) = ("false", false)
      case 2: (text, truth) = ("1 / 0 == 1", nil)
      case 3: (text, truth) = ("dyn(1)", nil)
      case 4: (text, truth) = ("!(\(parts[0].text))", parts[0].truth.map { !$0 })
      case 5:
        text = parts.map { "(\($0.text))" }.joined(separator: " && ")
        truth = parts.contains { $0.truth == false } ? false : parts.contains { $0.truth == nil } ? nil : true
      case 6:
        text = parts.map { "(\($0.text))" }.joined(separator: " || ")
        truth = parts.contains { $0.truth == true } ? true : parts.contains { $0.truth == nil } ? nil : false
      default:
        text = "(\(parts[0].text)) ? (\(parts[1].text)) : (\(parts[2].text))"
        truth = parts[0].truth.flatMap { $0 ? parts[1].truth : parts[2].truth }
      }
    }
  }

  @Test("errors are absorbed exactly where they cannot matter", arguments: 0..<300)
  func absorption(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let sentence = Sentence(using: &random, depth: 4)
    // What a conditional takes may be no bool at all, which only a bool's place makes an error.
    let compiled = try Guard(untyped: "!(\(sentence.text))", names: [])
    let found = try? compiled.evaluate(in: Bindings()).value
    #expect(found == sentence.truth.map { .bool(!$0) }, "\(sentence.text)")
  }

  @Test("whole numbers are exact or refused", arguments: 0..<300)
  func arithmetic(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let edges: [Int64] = [.min, .min + 1, -1, 0, 1, .max - 1, .max, 3_037_000_500]
    func number() -> Int64 {
      Bool.random(using: &random)
        ? edges.randomElement(using: &random) ?? 0 : Int64.random(in: .min ... .max, using: &random)
    }
    let (a, b) = (number(), number())
    let sign = ["+", "-", "*", "/", "%"].randomElement(using: &random) ?? "+"
    let (x, y) = (Int128(a), Int128(b))
    let exact: Int128? =
      switch sign {
      case "+": x + y
      case "-": x - y
      case "*": x * y
      case "/": y == 0 ? nil : x / y
      // The quotient of the least int and -1 does not fit, and CEL refuses the remainder with it.
      default: y == 0 || (a == .min && b == -1) ? nil : x % y
      }
    let wanted = exact.flatMap { Int64(exactly: $0) }
    let bindings = Bindings(["a": .int(a), "b": .int(b)])
    let found = try? Guard(untyped: "a \(sign) b", names: ["a", "b"]).evaluate(in: bindings).value
    #expect(found == wanted.map { .int($0) }, "\(a) \(sign) \(b)")
  }
}
