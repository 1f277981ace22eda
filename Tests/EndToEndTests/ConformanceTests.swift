import Foundation
import Testing

@Suite("Guards hold the conformance data of the Common Expression Language")
struct ConformanceTests {
  static let rows: [ConformanceRow] = (try? ConformanceRow.all(in: "cel-spec.jsonl")) ?? []

  @Test("the program answers each test inside the subset as cel-spec says")
  func conformance() async throws {
    let asked = Self.rows.filter { $0.outside == nil }
    #expect(asked.count == 775)
    try await expectAnswers(asked)
  }

  /// Expressions at the edges of the language, written and random, with the answers in which this program and Google's
  /// C++ implementation (cel-expr-python 0.1.3 on PyPI) agree.
  @Test("the program answers what lies at the edges as another implementation does")
  func edges() async throws {
    let asked = try ConformanceRow.all(in: "guards.jsonl")
    #expect(asked.count > 500)
    try await expectAnswers(asked)
  }

  private func expectAnswers(_ asked: [ConformanceRow]) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "conformance-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let questions = folder.appending(path: "questions")
    try Data(asked.map { $0.line + "\n" }.joined().utf8).write(to: questions)
    let ended = try await Program.start(
      "/bin/sh", ["-c", #"exec "$0" guard eval --jsonl < "$1""#, try Built.path(of: "lookback"), questions.path],
      in: folder
    ).ending()
    let answers = ended.output.split(separator: "\n")
    try #require(answers.count == asked.count)
    for (row, answer) in zip(asked, answers) {
      if row.isError {
        #expect(answer.hasPrefix(#"{"error":""#), "\(row.line)")
      } else {
        #expect(row.line.hasSuffix(#","answer":\#(answer)}"#), "\(row.test) gave \(answer)")
      }
    }
  }

  @Test("each test stands in the table once")
  func once() { #expect(Set(Self.rows.map(\.test)).count == Self.rows.count) }

  /// `LOOKBACK_WRITE_PAGES=1 swift test --filter ConformanceTests` writes the page anew.
  @Test("the page of conformance says what the table says")
  func page() throws {
    let file = Built.repository.appending(path: "docs/conformance.md")
    let expected = ConformancePage(Self.rows).text
    if ProcessInfo.processInfo.environment["LOOKBACK_WRITE_PAGES"] == "1" {
      try Data(expected.utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == expected)
  }
}
