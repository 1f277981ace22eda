import ArgumentParser
import LookbackCore
import LookbackDefinition
import LookbackText

extension StaffList {
  /// Reads a file of persons and their posts. Throws a usage error if it is none.
  init(file: String) throws {
    do { try self.init(csv: Self.csv(try TextFile.read(file))) } catch let error as Unreadable {
      throw Misuse { $0.badStaff(file, error.description) }
    }
  }

  /// Returns the output of `lookback post list` as CSV, if it was printed without --csv. Its columns are separated by
  /// two blanks or more.
  private static func csv(_ text: String) -> String {
    let first = text.prefix { !$0.isNewline }
    guard !first.contains(","), first.contains("  ") else { return text }
    return text.split(whereSeparator: \.isNewline).map { line in
      CSVWriter.line(line.split(separator: "  ").map { cell in cell.filter { $0 != " " } })
    }.joined(separator: "\n")
  }
}
