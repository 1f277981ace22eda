import LookbackText
import Testing

@Suite("a table")
struct TableTests {
  private let table = Table(
    header: ["CASE", "题目", ""], rows: [["青1号", "a", "逾期"], ["", "社区建设", ""], ["22", "\u{1B}[31m\nred", "x"]])

  @Test("puts cells under one another by columns, without blanks at the end of a line")
  func alignment() {
    #expect(
      table.lines() == [
        "CASE   题目", "青1号  a          逾期", "       社区建设", "22     ␛[31m red  x",
      ])
  }

  @Test("cuts lines to the columns that there are")
  func limit() {
    #expect(table.lines(most: 8) == ["CASE   …", "青1号  …", "       …", "22     …"])
    #expect(table.lines(most: 16).allSatisfy { $0.columns <= 16 })
  }

  @Test("without rows is its header, and without columns nothing but empty lines")
  func empty() {
    #expect(Table("a", "b").lines() == ["a  b"])
    #expect(Table(header: []).lines() == [""])
  }
}
