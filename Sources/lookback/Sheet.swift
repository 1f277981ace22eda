import ArgumentParser

/// A small CSV file of codes and names: cells without quotes and commas.
struct Sheet {
  let rows: [[String: String]]

  init(path: String) throws {
    let text = try TextFile.read(path)
    let lines = text.drop { $0 == "\u{FEFF}" }.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated().map { index, line in
        (number: index + 1, cells: line.split(separator: ",", omittingEmptySubsequences: false).map { String($0) })
      }
      .filter { !$0.cells.allSatisfy(\.isBlank) }
    guard let header = lines.first?.cells else { throw ValidationError("`\(path)` is empty") }
    if header.count == 1, header[0].contains(";") {
      throw ValidationError("`\(path)` parts its columns by `;`: save it with commas")
    }
    rows = try lines.dropFirst().map { number, cells in
      guard cells.count == header.count else {
        throw ValidationError("`\(path)`, line \(number): \(header.count) cells were expected, found \(cells.count)")
      }
      return Dictionary(zip(header, cells)) { first, _ in first }.filter { !$0.value.isEmpty }
    }
  }
}
