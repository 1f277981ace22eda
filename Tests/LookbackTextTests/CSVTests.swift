import LookbackText
import SeededTesting
import Testing

@Suite("CSV")
struct CSVTests {
  private func texts(_ csv: String) throws -> [[String]] { try CSVReader.read(csv).map { $0.map(\.text) } }

  @Test(
    "is read as RFC 4180 says: quotes, doubled quotes, line breaks in quotes, either end of a line, a byte order mark",
    arguments: [
      ("", []), ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
      ("\u{FEFF}a", [["a"]]), ("\"a,\"\"b\"\"\",c", [["a,\"b\"", "c"]]), ("\"a\r\nb\",", [["a\r\nb", ""]]),
      ("a,,\n,,\n\n , \n", [["a", "", ""], [" ", " "]]), ("编号,题目\r青1,\"社区，建设\"", [["编号", "题目"], ["青1", "社区，建设"]]),
    ] as [(String, [[String]])])
  func reading(csv: String, rows: [[String]]) throws {
    #expect(try texts(csv) == rows)
  }

  @Test("each cell knows the line where its row begins, and its column")
  func places() throws {
    let rows = try CSVReader.read("a,\"b\nb\"\n\nc,d")
    #expect(rows.map { $0.map(\.line) } == [[1, 1], [4, 4]])
    #expect(rows.map { $0.map(\.column) } == [[1, 2], [1, 2]])
  }

  @Test(
    "what is no CSV is refused with its place and the reason",
    arguments: [
      ("a,b\n1,2\"3", 2, 2, MalformedCSV.Reason.quoteInsideCell), ("\"a\"b", 1, 1, .textAfterQuote),
      ("a\n\"b\n", 3, 1, .unclosedQuote), ("a, \"b\"", 1, 2, .quoteInsideCell),
    ])
  func malformed(csv: String, line: Int, column: Int, reason: MalformedCSV.Reason) {
    let error = #expect(throws: MalformedCSV.self) { try CSVReader.read(csv) }
    #expect(error?.line == line && error?.column == column && error?.reason == reason)
    #expect(!reason.english.isEmpty && !reason.chinese.isEmpty)
  }

  @Test("cells of any text are read as they were written", arguments: 0..<100)
  func roundTrip(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let signs: [Character] = ["a", "建", ",", "\"", "\n", "\r", "\r\n", " ", ";"]
    let rows = (0..<5).map { _ in
      ["x"]
        + (0..<3).map { _ in
          String((0..<Int.random(in: 0...4, using: &random)).map { _ in signs.randomElement(using: &random) ?? "a" })
        }
    }
    let csv = rows.map(CSVWriter.line).joined(separator: "\n")
    #expect(try texts(csv) == rows, "seed \(seed)")
  }
}
