import Foundation

/// A test of cel-spec: a line of `Fixtures/cel-spec.jsonl`, which `lookback guard eval --jsonl` reads as it stands.
///
/// Facts from google/cel-spec, tests/simple/testdata (Copyright Google LLC, Apache License 2.0): names, expressions,
/// bindings and results. A second test of one name in a section carries `#2`.
struct ConformanceRow: Decodable {
  /// `file/section/test`.
  let test: String
  /// Why it is not asked: what it needs that guards do not have.
  let outside: String?
  private let answer: Answer?
  /// As it stands in the file.
  private(set) var line = ""

  private enum CodingKeys: CodingKey { case test, outside, answer }

  private struct Answer: Decodable { let error: Bool? }

  var isError: Bool { answer?.error == true }
  var file: String { String(test.prefix { $0 != "/" }) }
  /// `file/section`.
  var section: String { test.split(separator: "/").prefix(2).joined(separator: "/") }
  var name: String { String(test.dropFirst(section.count + 1)) }

  /// Those of a table in `Fixtures`.
  static func all(in table: String) throws -> [ConformanceRow] {
    let file = Built.repository.appending(path: "Tests/EndToEndTests/Fixtures/\(table)")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
      var row = try JSONDecoder().decode(ConformanceRow.self, from: Data(line.utf8))
      row.line = String(line)
      return row
    }
  }
}
