/// A cell of a CSV file and where it stands; lines and columns count from 1, columns in cells.
package struct CSVCell: Sendable, Hashable {
  package let text: String
  package let line: Int
  package let column: Int
}

/// Reads RFC 4180: quotes, doubled quotes, line breaks in quotes, CRLF or LF, and a byte order mark.
package enum CSVReader {
  /// The rows that have any content.
  /// - Parameter most: the most cells that are read, those of rows without content included.
  package static func read(_ text: String, atMost most: Int = .max) throws(MalformedCSV) -> [[CSVCell]] {
    var reader = Reading(Array(text.unicodeScalars), most)
    return try reader.rows()
  }

  private struct Reading {
    let scalars: [Unicode.Scalar]
    var position = 0
    var line = 1
    let most: Int
    var left: Int

    init(_ scalars: [Unicode.Scalar], _ most: Int) {
      self.scalars = scalars
      (self.most, left) = (most, most)
      if scalars.first == "\u{FEFF}" { position = 1 }
    }

    /// - Throws: at the first place that is no CSV.
    mutating func rows() throws(MalformedCSV) -> [[CSVCell]] {
      var rows: [[CSVCell]] = []
      while position < scalars.count {
        let row = try row()
        // Spreadsheets write the lines below the last one, too: without any content they are none.
        if !row.allSatisfy(\.text.isEmpty) { rows.append(row) }
      }
      return rows
    }

    private mutating func row() throws(MalformedCSV) -> [CSVCell] {
      var cells: [CSVCell] = []
      let start = line
      while true {
        let column = cells.count + 1
        left -= 1
        guard left >= 0 else { throw MalformedCSV(line: line, column: column, reason: .tooManyCells(most)) }
        cells.append(CSVCell(text: try cell(column), line: start, column: column))
        guard position < scalars.count else { return cells }
        let separator = scalars[position]
        position += 1
        if separator == "," { continue }
        if separator == "\r", position < scalars.count, scalars[position] == "\n" { position += 1 }
        line += 1
        return cells
      }
    }

    private static func endsCell(_ scalar: Unicode.Scalar) -> Bool {
      scalar == "," || scalar == "\r" || scalar == "\n"
    }

    private mutating func cell(_ column: Int) throws(MalformedCSV) -> String {
      var text = String.UnicodeScalarView()
      guard position < scalars.count, scalars[position] == "\"" else {
        while position < scalars.count, !Self.endsCell(scalars[position]) {
          guard scalars[position] != "\"" else {
            throw MalformedCSV(line: line, column: column, reason: .quoteInsideCell)
          }
          text.append(scalars[position])
          position += 1
        }
        return String(text)
      }
      position += 1
      while position < scalars.count {
        let scalar = scalars[position]
        position += 1
        if scalar == "\n" { line += 1 }
        guard scalar == "\"" else {
          text.append(scalar)
          continue
        }
        if position < scalars.count, scalars[position] == "\"" {
          text.append("\"")
          position += 1
        } else if position == scalars.count || Self.endsCell(scalars[position]) {
          return String(text)
        } else {
          throw MalformedCSV(line: line, column: column, reason: .textAfterQuote)
        }
      }
      throw MalformedCSV(line: line, column: column, reason: .unclosedQuote)
    }
  }
}
