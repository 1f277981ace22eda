import LookbackCEL
import Testing

@Suite("The conformance data of the Common Expression Language hold")
struct ConformanceTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    let expression: String
    let bindings: [(name: String, value: String)]
    let expected: String
    var testDescription: String { name }
  }

  static let cases: [Case] = (try? Fixture.facts("cel-spec.tsv").map(Case.init)) ?? []

  @Test("each test inside the subset gives its value", arguments: cases)
  func conformance(_ fact: Case) throws {
    var bindings = Bindings()
    for binding in fact.bindings { bindings.values[binding.name] = try Self.value(of: binding.value, Bindings()) }
    let found = Result { try Self.value(of: fact.expression, bindings) }
    switch found {
    case .success(let value): #expect(value.description == fact.expected)
    case .failure(let error): #expect(fact.expected == "error", "\(error)")
    }
  }

  @Test("what the page leaves out is exactly what the table does not hold")
  func leftOut() throws {
    #expect(Self.cases.count == 775)
    let held = Set(Self.cases.map(\.name))
    let excuses = try Self.excuses()
    var unused = Set(excuses.indices)
    for name in try Self.allNames() {
      let matching = excuses.indices.filter { excuses[$0].covers(name) }
      #expect(held.contains(name) != !matching.isEmpty, "\(name): either in the table or left out, never both")
      #expect(matching.count <= 1, "\(name) is left out twice")
      unused.subtract(matching)
    }
    #expect(unused.isEmpty, "nothing is left out by rows \(unused.map { excuses[$0] })")
  }

  private static func value(of expression: String, _ bindings: Bindings) throws -> Value {
    try Guard(untyped: expression, names: bindings.values.keys).evaluate(in: bindings).value
  }

  /// `file/section/test`.
  private static func allNames() throws -> [String] {
    try Fixture.facts("cel-spec-names.txt").flatMap { line in
      let parts = line[0].split(separator: ":", maxSplits: 1)
      return parts[1].split(separator: " ").map { "\(parts[0])/\($0)" }
    }
  }

  /// A row of the page: `| file/section | tests or all | reason |`.
  struct Excuse {
    let section: String
    let tests: Set<String>

    func covers(_ name: String) -> Bool {
      let parts = name.split(separator: "/", maxSplits: 2).map(String.init)
      guard section == "\(parts[0])/\(parts[1])" || section == "\(parts[0])/*" else { return false }
      return tests == ["all"] || tests.contains(parts[2])
    }
  }

  private static func excuses() throws -> [Excuse] {
    let page = try Fixture.page("guards.md")
    let start = try #require(page.firstIndex { $0.hasPrefix("| File and section |") })
    return page[(start + 2)...].prefix { $0.hasPrefix("|") }.map { row in
      let cells = row.split(separator: "|").map { $0.drop { $0 == " " } }
      return Excuse(
        section: String(cells[0].split(separator: " ")[0]), tests: Set(cells[1].split(separator: " ").map(String.init)))
    }
  }
}

extension ConformanceTests.Case {
  init(_ cells: [String]) {
    name = cells[0]
    expression = String(String.UnicodeScalarView(cells[1].unicodeScalars.map(Self.unpictured)))
    bindings = cells[2].isEmpty ? [] : cells[2].pieces("; ").map { ($0.pieces(" = ")[0], $0.pieces(" = ")[1]) }
    expected = cells[3]
  }

  /// Control characters stand as their pictures.
  private static func unpictured(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\u{2400}"..."\u{241F}": Unicode.Scalar(UInt8(scalar.value - 0x2400))
    case "\u{2421}": "\u{7F}"
    default: scalar
    }
  }
}

extension String {
  /// The parts between a separator of several characters.
  fileprivate func pieces(_ separator: String) -> [String] {
    var pieces = [""]
    var rest = self[...]
    while let next = rest.first {
      if rest.hasPrefix(separator) {
        pieces.append("")
        rest = rest.dropFirst(separator.count)
      } else {
        pieces[pieces.count - 1].append(next)
        rest = rest.dropFirst()
      }
    }
    return pieces
  }
}
