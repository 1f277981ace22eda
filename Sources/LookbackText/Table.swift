/// Rows of texts in columns, which stand under one another also where characters are two columns wide.
package struct Table: Sendable {
  package let header: [String]
  /// Each with as many cells as the header.
  package var rows: [[String]]

  package init(_ header: String...) { self.init(header: header) }

  package init(header: [String], rows: [[String]] = []) {
    self.header = header
    self.rows = rows
  }

  /// The header and the rows, a line each, without blanks at their ends. What a terminal would obey is made visible.
  /// - Parameter most: columns that a line may have; nil cuts nothing.
  package func lines(most: Int? = nil) -> [String] {
    let all = ([header] + rows).map { row in row.map(\.visibleInOneLine) }
    let widths = header.indices.map { column in all.map { $0[column].columns }.max() ?? 0 }
    return all.map { row in
      let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.columns) }
      var line = cells.joined(separator: "  ")
      while line.hasSuffix(" ") { line.removeLast() }
      return most.map { line.cut(toColumns: $0) } ?? line
    }
  }
}
