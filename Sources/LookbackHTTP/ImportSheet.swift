import Foundation
import LookbackCEL
import LookbackCore
import LookbackText

/// What is wrong with a file: the first places that were found, in words, and how many there are.
struct ImportProblems {
  /// The most places that are told.
  static let most = 200

  private(set) var told: [ImportProblem] = []
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  /// Counts a place; its words are made only if they are told.
  mutating func add(_ problem: () -> ImportProblem) {
    count += 1
    if told.count < Self.most { told.append(problem()) }
  }
}

/// A CSV file whose first line names fields of a workflow, and what is wrong with its lines.
struct ImportSheet {
  /// The most cells of a file.
  static let mostCells = 500_000

  /// A line that has values of the right types.
  struct Row {
    let line: Int
    let data: [String: Value]
  }
  /// In the order of the file.
  private(set) var rows: [Row] = []
  private(set) var problems = ImportProblems()
  let lineCount: Int
  private let columns: [String]
  /// The field of each column; nil for the reason of the opening.
  private var fields: [Field?] = []

  init(_ text: String, _ workflow: Workflow, _ voice: Localizer) throws {
    let table: [[CSVCell]]
    do throws(MalformedCSV) { table = try CSVReader.read(text, atMost: Self.mostCells) } catch {
      throw Problem.malformedCSV(error)
    }
    guard let header = table.first else { throw Problem.emptyCSV }
    let separators = [";", "\t", "\u{FF0C}", "\u{3001}", "|"]
    if header.count == 1, let found = separators.first(where: { header[0].text.contains($0) }) {
      throw Problem.otherSeparator(found)
    }
    columns = header.map(\.text)
    lineCount = table.count - 1
    check(header, workflow, voice)
    guard problems.isEmpty else { return }
    fields = columns.map { workflow.field($0) }
    var numbers: [String: Int] = [:]
    for cells in table.dropFirst() { add(cells, voice, &numbers) }
  }

  /// Looks for columns that are no field of the workflow, or stand twice. So there are no more columns than fields.
  private mutating func check(_ header: [CSVCell], _ workflow: Workflow, _ voice: Localizer) {
    let names = Set(workflow.fields.map(\.name) + [Workflow.reason])
    var seen: Set<String> = []
    for cell in header {
      if !names.contains(cell.text) {
        problems.add {
          let hint = NearestName.suggestion(for: cell.text, among: workflow.fields.map(\.name))
          let text = voice.unknownColumn(cell.text, of: workflow.reference.name, suggestion: hint)
          return ImportProblem(
            line: cell.line, column: cell.column, field: cell.text, code: "unknown-field", text: text)
        }
      }
      if !seen.insert(cell.text).inserted {
        problems.add {
          ImportProblem(
            line: cell.line, column: cell.column, field: cell.text, code: "duplicate-column",
            text: voice.columnTwice(cell.text))
        }
      }
    }
  }

  private mutating func add(_ cells: [CSVCell], _ voice: Localizer, _ numbers: inout [String: Int]) {
    let line = cells[0].line
    guard cells.count == columns.count else {
      problems.add {
        ImportProblem(
          line: line, column: min(cells.count, columns.count) + 1, field: nil, code: "cell-count",
          text: voice.otherCellCount(cells.count, expected: columns.count))
      }
      return
    }
    var data: [String: Value] = [:]
    var isGood = true
    for (index, cell) in cells.enumerated() where !cell.text.isEmpty {
      let name = columns[index]
      guard let field = fields[index] else {
        data[name] = .string(cell.text)
        continue
      }
      // A number whose letters are encoded in two ways is one number, in two files as in one.
      let text = field.isUnique ? cell.text.precomposedStringWithCanonicalMapping : cell.text
      do throws(Rejection) { data[name] = try field.checked(.string(text)) } catch {
        isGood = false
        problems.add {
          ImportProblem(
            line: line, column: cell.column, field: name, code: error.code, text: Problem(error, in: voice).detail)
        }
      }
      if field.isUnique, case .string(let number)? = data[name] {
        if let before = numbers.updateValue(line, forKey: "\(name)=\(number)") {
          isGood = false
          problems.add {
            ImportProblem(
              line: line, column: cell.column, field: name, code: "not-unique",
              text: voice.numberTwice(number, line: before))
          }
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
