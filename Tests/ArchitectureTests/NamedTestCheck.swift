/// Pages name tests that show what they say. Each of these must be there.
enum NamedTestCheck {
  /// - Parameter tests: the Swift files of the tests.
  static func violations(in pages: [SourceFile], _ tests: [SourceFile]) -> [Violation] {
    let types = tests.flatMap { $0.text.matches(of: #/(?:struct|class|enum) (\w+Tests)\b/#).map { String($0.1) } }
    let known = Set(types + tests.compactMap(\.target))
    return pages.flatMap { page in
      page.lines.enumerated().flatMap { index, line in
        line.matches(of: #/`(\w+Tests)`/#).map { String($0.1) }.filter { !known.contains($0) }
          .map { page.violation(index + 1, "there are no tests \($0)") }
      }
    }
  }
}
