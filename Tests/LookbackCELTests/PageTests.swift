import LookbackCEL
import LookbackTime
import Testing

@Suite("The page on guards tells the truth")
struct PageTests {
  struct Example: CustomTestStringConvertible {
    let expression: String
    let outcome: String
    var testDescription: String { expression }
  }

  static let examples: [Example] = ((try? blocks("cel")) ?? []).compactMap { line in
    guard let arrow = line.firstIndex(of: "→") else { return nil }
    return Example(
      expression: String(line[..<arrow].dropLast(2)), outcome: String(line[arrow...].dropFirst(3)))
  }

  /// The lines of the page's blocks of that language.
  private static func blocks(_ language: String) throws -> [String] {
    var isInside = false
    return try Fixture.page("guards.md").filter { line in
      defer { if line.hasPrefix("```") { isInside = line == "```" + language } }
      return isInside && !line.hasPrefix("```")
    }
  }

  @Test("each example gives what the page says", arguments: examples)
  func example(_ example: Example) throws {
    let page = try Page(Self.blocks("bindings"))
    #expect(Self.outcome(of: example.expression, page) == example.outcome)
  }

  @Test("there are examples")
  func count() { #expect(Self.examples.count >= 60) }

  private static func outcome(of expression: String, _ page: Page) -> String {
    do { return try Guard(expression, declarations: page.declarations).evaluate(in: page).value.description } catch {
      if let errors = error as? GuardErrors {
        let code = errors.errors.first?.code.rawValue.dropFirst("cel-".count) ?? ""
        return "error of " + code.split(separator: "-").joined(separator: " ")
      }
      return "error: \(error)"
    }
  }
}

/// The names of the page's first block, and the functions that a case offers, on 12 August 2020.
private struct Page: GuardEnvironment {
  private var fields: [String: [String: Value]] = [:]
  var declarations = Declarations(functions: [
    "today": .init([], .date), "add_months": .init([.date, .int], .date),
  ])

  init(_ lines: [String]) throws {
    for line in lines {
      let sign = try #require(line.firstIndex(of: "="))
      let path = line[..<sign].dropLast().split(separator: ".").map(String.init)
      let text = String(line[sign...].dropFirst(2))
      let value = try Guard(untyped: text, names: []).evaluate(in: Bindings()).value
      fields[path[0], default: [:]][path[1]] = value
    }
    declarations.names = fields.mapValues { .record($0.mapValues { Self.type(of: $0) }) }
  }

  private static func type(of value: Value) -> ValueType {
    switch value {
    case .null: .bool
    case .int: .int
    case .date: .date
    case .list: .list(.string)
    default: .string
    }
  }

  func value(named name: String) -> Value? { fields[name].map { .record($0) } }

  func field(_ field: String, of name: String) -> FieldValue? {
    switch fields[name]?[field] {
    case .null: .unset
    case .some(let value): .value(value)
    case nil: .absent
    }
  }

  func call(_ function: String, _ arguments: [Value]) throws(EvaluationError) -> Value {
    do {
      switch (function, arguments.first) {
      case ("today", nil): return .date(try CivilDate(year: 2020, month: 8, day: 12))
      case ("add_months", .date(let date)?):
        if case .int(let count) = arguments[1] { return .date(try date.adding(months: Int(count))) }
      default: break
      }
    } catch { throw EvaluationError("\(error)") }
    throw EvaluationError("\(function) is not known")
  }
}
