import Hummingbird
import LookbackAudit
import LookbackCEL
import LookbackCore
import LookbackJSON
import LookbackRuntime
import LookbackStore
import LookbackTime

extension API {
  /// Opens a case for each line of a CSV file. Nothing is imported from a file with errors unless told, and the same
  /// file imported again opens nothing twice: each line is a command named by its content.
  @Sendable func importCases(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    let body = try call.body(["workflow", "csv", "dry_run", "skip_errors"], limit: Self.bodyLimit)
    let name = try body.required("workflow")
    guard let workflow = operations.library.current.library.latest(name) else {
      throw Rejection.unknownWorkflow(name: name, known: operations.library.current.library.workflowNames)
    }
    let actor = try await call.standing(caller)
    let sheet = try ImportSheet(try body.required("csv"), workflow)
    let isDry = body["dry_run"]?.truth ?? false
    var problems = sheet.problems
    let offered = sheet.rows.map { row in
      Command(
        id: row.commandID, tenant: operations.tenant, target: operations.engine.newCaseID(),
        request: .open(workflow: name, data: row.data), actor: actor, via: caller.via)
    }
    let context = try await call.decisionContext(for: offered)
    var commands: [(line: Int, command: Command)] = []
    for (row, command) in zip(sheet.rows, offered) {
      do throws(Rejection) {
        _ = try decide(command, on: nil, in: context)
        commands.append((row.line, command))
      } catch { problems.append(sheet.problem(error, row, call.language)) }
    }
    let mayGoOn = problems.isEmpty || body["skip_errors"]?.truth == true
    var imported = 0
    if !isDry && mayGoOn {
      let outcomes = await operations.engine.submit(commands.map(\.command))
      for (place, outcome) in zip(commands, outcomes) {
        switch outcome {
        case .done, .replayed: imported += 1
        case .rejected(let rejection):
          problems.append(
            ImportProblem(line: place.line, column: 1, field: nil, text: Problem(rejection, in: call.language).detail))
        case .unavailable(let why):
          problems.append(ImportProblem(line: place.line, column: 1, field: nil, text: Problem.unavailable(why).detail))
        case .unknown:
          problems.append(ImportProblem(line: place.line, column: 1, field: nil, text: Problem.unknownOutcome.detail))
        }
      }
    }
    return Answer(
      .members([
        "lines": .int(Int64(sheet.lineCount)), "valid": .int(Int64(commands.count)), "imported": .int(Int64(imported)),
        "dry_run": .bool(isDry), "errors": .array(problems.sorted().map(\.json)),
      ]))
  }
}

/// Something wrong in a line of an imported file.
struct ImportProblem: Hashable, Comparable {
  let line: Int
  let column: Int
  let field: String?
  let text: String

  static func < (left: ImportProblem, right: ImportProblem) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }

  var json: JSON {
    .members([
      "line": .int(Int64(line)), "column": .int(Int64(column)), "field": field.map { .string($0) },
      "problem": .string(text),
    ])
  }
}

/// A CSV file whose first line names fields of a workflow.
struct ImportSheet {
  struct Row {
    let line: Int
    let data: [String: Value]
    let commandID: CommandID
  }
  private(set) var rows: [Row] = []
  private(set) var problems: [ImportProblem] = []
  let lineCount: Int
  private let columns: [String]

  init(_ text: String, _ workflow: Workflow) throws {
    let table: [[CSVCell]]
    do throws(MalformedCSV) { table = try CSVReader.read(text) } catch {
      throw Problem(422, "malformed-csv", "not CSV", "line \(error.line), column \(error.column): \(error.reason)")
    }
    guard let header = table.first else { throw Problem(422, "malformed-csv", "not CSV", "the file is empty") }
    columns = header.map(\.text)
    lineCount = table.count - 1
    for cell in header where workflow.field(cell.text) == nil {
      let hint = NearestName.suggestion(for: cell.text, among: workflow.fields.map(\.name))
      problems.append(
        ImportProblem(
          line: cell.line, column: cell.column, field: cell.text,
          text: "`\(cell.text)` is not a field of \(workflow.reference.name)"
            + (hint.map { ", did you mean `\($0)`?" } ?? "")))
    }
    guard problems.isEmpty else { return }
    var numbers: [String: Int] = [:]
    for cells in table.dropFirst() { add(cells, workflow, &numbers) }
  }

  private mutating func add(_ cells: [CSVCell], _ workflow: Workflow, _ numbers: inout [String: Int]) {
    let line = cells[0].line
    guard cells.count == columns.count else {
      problems.append(
        ImportProblem(
          line: line, column: min(cells.count, columns.count) + 1, field: nil,
          text: "\(columns.count) cells were expected, found \(cells.count)"))
      return
    }
    var data: [String: Value] = [:]
    var isGood = true
    for (name, cell) in zip(columns, cells) where !cell.text.isEmpty {
      guard let field = workflow.field(name) else { continue }
      do throws(Rejection) { data[name] = try field.checked(.string(cell.text)) } catch {
        isGood = false
        problems.append(
          ImportProblem(line: line, column: cell.column, field: name, text: Problem(error, in: .english).detail))
      }
      if field.isUnique {
        if let before = numbers.updateValue(line, forKey: "\(name)=\(cell.text)") {
          isGood = false
          problems.append(
            ImportProblem(
              line: line, column: cell.column, field: name, text: "`\(cell.text)` stands in line \(before) too"))
        }
      }
    }
    guard isGood else { return }
    rows.append(Row(line: line, data: data, commandID: .importing(workflow.reference.name, data)))
  }

  /// A rule's refusal at the cell that it is about.
  func problem(_ rejection: Rejection, _ row: Row, _ language: Language) -> ImportProblem {
    var field: String?
    switch rejection {
    case .missing(let fields): field = fields.first
    case .unknownCode(let named, _, _), .ambiguousCase(let named, _, _): field = named
    default: break
    }
    let column = field.flatMap { columns.firstIndex(of: $0) }.map { $0 + 1 } ?? 1
    return ImportProblem(line: row.line, column: column, field: field, text: Problem(rejection, in: language).detail)
  }
}

extension CommandID {
  /// The same line imported again is the same command.
  fileprivate static func importing(_ workflow: String, _ data: [String: Value]) -> CommandID {
    let text = ([workflow] + data.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }).joined(
      separator: "\u{1F}")
    return CommandID("import-" + Digest.sha256.hash(Array(text.utf8)).hexadecimal)
  }
}
