import Testing

@testable import LookbackHTTP

@Suite("a CSV file") struct CSVReaderTests {
  @Test(
    "is read cell by cell as RFC 4180 has it",
    arguments: [
      ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
      ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]), ("\u{FEFF}编号,事由\n青-1,社区", [["编号", "事由"], ["青-1", "社区"]]),
      ("\"a,b\",\"c\"\"d\"", [["a,b", "c\"d"]]), ("\"two\nlines\",x", [["two\nlines", "x"]]),
      ("a,,\n", [["a", "", ""]]), ("a\n\n,\nb\n,,\n", [["a"], ["b"]]), ("\"\",x", [["", "x"]]), ("", []), ("\n\n", []),
      (" a , b ", [[" a ", " b "]]), ("a,b\n1", [["a", "b"], ["1"]]),
    ] as [(String, [[String]])])
  func cells(text: String, expected: [[String]]) throws {
    #expect(try CSVReader.read(text).map { $0.map(\.text) } == expected)
  }

  @Test("each cell knows its line and column, also below cells of several lines")
  func places() throws {
    let rows = try CSVReader.read("a,b\n\"two\nlines\",x\n1,2")
    #expect(rows.map { $0.map(\.line) } == [[1, 1], [2, 2], [4, 4]])
    #expect(rows.map { $0.map(\.column) } == [[1, 2], [1, 2], [1, 2]])
  }

  @Test(
    "that is none is refused at its first wrong place",
    arguments: [
      ("a,b\n1,x\"y", 2, 2, .quoteInCell), ("\"a\"b,c", 1, 1, .textAfterQuote), ("a\nb,\"c", 2, 2, .openQuote),
      ("\"", 1, 1, .openQuote),
    ] as [(String, Int, Int, MalformedCSV.Reason)])
  func malformed(text: String, line: Int, column: Int, reason: MalformedCSV.Reason) {
    #expect(throws: MalformedCSV(line: line, column: column, reason: reason)) { try CSVReader.read(text) }
  }
}
