import ArgumentParser
import LookbackText

/// A CSV file whose first line has the names of the columns.
struct Sheet {
  /// The cells of each row by the names of the first line. Empty cells are left out.
  let rows: [[String: String]]

  /// - Throws: a usage error if the file cannot be read or is not CSV, or if a line has another number of cells than
  ///   the first.
  init(path: String) throws {
    let table = try Self.table(path)
    guard let header = table.first?.map(\.text) else { throw Misuse { $0.empty(path) } }
    if header.count == 1, header[0].contains(";") {
      throw Misuse { $0.semicolons(path) }
    }
    rows = try table.dropFirst().map { row in
      guard row.count == header.count else {
        throw Misuse { $0.cells(path, row.first?.line ?? 1, expected: header.count, found: row.count) }
      }
      return Dictionary(zip(header, row.map(\.text))) { first, _ in first }.filter { !$0.value.isEmpty }
    }
  }

  private static func table(_ path: String) throws -> [[CSVCell]] {
    let text = try TextFile.read(path)
    do throws(MalformedCSV) {
      return try CSVReader.read(text).filter { !$0.allSatisfy(\.text.isBlank) }
    } catch {
      throw Misuse { $0.malformed(path, error.line, error.column, error.reason.english, error.reason.chinese) }
    }
  }
}
