import LookbackTime
import Testing

@Suite("the table of facts")
struct FactTableTests {
  @Test("there are enough rows, each with its source, no two alike")
  func isLarge() {
    #expect(TableRow.all.count >= 150)
    #expect(TableRow.all.allSatisfy { $0.cells.count == 9 && !$0.cells[0].isEmpty })
    #expect(Set(TableRow.all.map(\.cells)).count == TableRow.all.count)
  }

  @Test("every row comes to its date, and its explanation ends on it", arguments: TableRow.all)
  func holds(row: TableRow) throws {
    let deadline = try row.deadline()
    #expect(deadline.due.description == row.due)
    #expect(deadline.steps.last == .due(deadline.due))
  }
}
