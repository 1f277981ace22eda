/// `docs/conformance.md`, made from the table of tests.
struct ConformancePage {
  private let rows: [ConformanceRow]
  init(_ rows: [ConformanceRow]) { self.rows = rows }

  var text: String {
    let passed = rows.filter { $0.outside == nil }.count
    return """
      # Conformance of guards

      <!-- Made from Tests/EndToEndTests/Fixtures/cel-spec.jsonl by ConformanceTests; change the table, not this page. -->

      [google/cel-spec](https://github.com/google/cel-spec) publishes tests of the Common Expression Language
      (`tests/simple/testdata`, Apache License 2.0). Of its \(rows.count) tests \(passed) lie in the subset that
      [guards](guards.md) are, and pass: each is a line of the table, asked of `lookback guard eval --jsonl` by a test.
      The other \(rows.count - passed) need what guards do not have; they are named below, each with the reason.
      The file `unknowns` holds no tests.

      ## By section

      | File | Section | Passed | Outside |
      |---|---|---|---|
      \(sections.map(count).joined(separator: "\n"))

      ## What lies outside, and why

      \(reasons.map(list).joined(separator: "\n\n"))

      """
  }

  private var sections: [String] { Self.unique(rows.map(\.section)) }

  private func count(_ section: String) -> String {
    let here = rows.filter { $0.section == section }
    let passed = here.filter { $0.outside == nil }.count
    let outside = here.count - passed
    let parts = section.split(separator: "/")
    return "| \(parts[0]) | \(parts[1]) | \(passed == 0 ? "–" : "\(passed)") | \(outside == 0 ? "–" : "\(outside)") |"
  }

  private var reasons: [String] { Self.unique(rows.compactMap(\.outside)) }

  /// The tests that one reason leaves out.
  private func list(_ reason: String) -> String {
    let left = rows.filter { $0.outside == reason }
    let lines = Self.unique(left.map(\.section)).map { section in
      let names = left.filter { $0.section == section }.map(\.name)
      let isAll = names.count == rows.filter { $0.section == section }.count
      return "- \(section)\(isAll ? ", all of it" : ""): " + names.map { "`\($0)`" }.joined(separator: ", ")
    }
    return "### \(reason.prefix(1).uppercased())\(reason.dropFirst())\n\n\(lines.joined(separator: "\n"))"
  }

  private static func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}
