import Foundation
import LookbackCEL
import LookbackCore
import LookbackText

/// A CSV file whose first line names fields of a workflow, and what is wrong with its lines.
/// The lines that have values of the right types, in the order of the file.
struct ImportSheet {
  struct Row {
    let line: Int
    let data: [String: Value]
  }
  private(set) var rows: [Row] = []
  private(set) var problems: [ImportProblem] = []
  let lineCount: Int
  private let columns: [String]

  init(_ text: String, _ workflow: Workflow, _ voice: Localizer) throws {
    let table: [[CSVCell]]
    do throws(MalformedCSV) { table = try CSVReader.read(text) } catch {
      throw Problem.malformedCSV(error)
    }
    guard let header = table.first else { throw Problem.emptyCSV }
    let separators = [";", "\t", "\u{FF0C}", "\u{3001}", "|"]
    if header.count == 1, let found = separators.first(where: { header[0].text.contains($0) }) {
      throw Problem.otherSeparator(found)
    }
    columns = header.map(\.text)
    lineCount = table.count - 1
    for cell in header where workflow.field(cell.text) == nil && cell.text != Workflow.reason {
      let hint = NearestName.suggestion(for: cell.text, among: workflow.fields.map(\.name))
      problems.append(
        ImportProblem(
          line: cell.line, column: cell.column, field: cell.text, code: "unknown-field",
          text: voice.unknownColumn(cell.text, of: workflow.reference.name, suggestion: hint)))
    }
    for (index, cell) in header.enumerated() where columns[..<index].contains(cell.text) {
      problems.append(
        ImportProblem(
          line: cell.line, column: cell.column, field: cell.text, code: "duplicate-column",
          text: voice.columnTwice(cell.text)))
    }
    guard problems.isEmpty else { return }
    var numbers: [String: Int] = [:]
    for cells in table.dropFirst() { add(cells, workflow, voice, &numbers) }
  }

  private mutating func add(
    _ cells: [CSVCell], _ workflow: Workflow, _ voice: Localizer, _ numbers: inout [String: Int]
  ) {
    let line = cells[0].line
    guard cells.count == columns.count else {
      problems.append(
        ImportProblem(
          line: line, column: min(cells.count, columns.count) + 1, field: nil, code: "cell-count",
          text: voice.otherCellCount(cells.count, expected: columns.count)))
      return
    }
    var data: [String: Value] = [:]
    var isGood = true
    for (name, cell) in zip(columns, cells) where !cell.text.isEmpty {
      guard let field = workflow.field(name) else {
        data[name] = .string(cell.text)
        continue
      }
      // A number whose letters are encoded in two ways is one number, in two files as in one.
      let text = field.isUnique ? cell.text.precomposedStringWithCanonicalMapping : cell.text
      do throws(Rejection) { data[name] = try field.checked(.string(text)) } catch {
        isGood = false
        problems.append(
          ImportProblem(
            line: line, column: cell.column, field: name, code: error.code, text: Problem(error, in: voice).detail))
      }
      if field.isUnique, case .string(let number)? = data[name] {
        if let before = numbers.updateValue(line, forKey: "\(name)=\(number)") {
          isGood = false
          problems.append(
            ImportProblem(
              line: line, column: cell.column, field: name, code: "not-unique",
              text: voice.numberTwice(number, line: before)))
        }
      }
    }
    guard isGood else { return }
    rows.append(Row(line: line, data: data))
  }

  /// Returns the refusal of a command as a problem of the cell that it is about.
  func problem(_ rejection: Rejection, _ row: Row, _ voice: Localizer) -> ImportProblem {
    if case .commandIDReused = rejection {
      return ImportProblem(line: row.line, column: 1, field: nil, code: rejection.code, text: voice.importedOtherwise)
    }
    let field = rejection.field
    let column = field.flatMap { columns.firstIndex(of: $0) }.map { $0 + 1 } ?? 1
    return ImportProblem(
      line: row.line, column: column, field: field, code: rejection.code, text: Problem(rejection, in: voice).detail)
  }
}
