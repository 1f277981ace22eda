import Foundation
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
    let body = try call.body()
    let name = try body.required("workflow")
    guard let workflow = operations.library.current.library.latest(name) else {
      throw Rejection.unknownWorkflow(name: name, known: operations.library.current.library.workflowNames)
    }
    let actor = try await call.standing(caller)
    let sheet = try ImportSheet(body["csv"]?.text ?? "", workflow, call.voice)
    let isDry = body["dry_run"]?.truth ?? false
    var problems = sheet.problems
    let offered = sheet.rows.map { row in
      Command(
        id: row.commandID, tenant: operations.tenant, target: operations.engine.newCaseID(),
        request: .open(workflow: name, data: row.data), actor: actor, via: caller.via)
    }
    let context = try await call.decisionContext(for: offered)
    let taken = try await takenKeys(offered, workflow)
    var commands: [(line: Int, command: Command)] = []
    for (row, command) in zip(sheet.rows, offered) {
      do throws(Rejection) {
        if let key = taken[command.id] { throw .notUnique(field: key.field, value: key.value) }
        _ = try decide(command, on: nil, in: context)
        commands.append((row.line, command))
      } catch { problems.append(sheet.problem(error, row, call.voice)) }
    }
    let mayGoOn = problems.isEmpty || body["skip_errors"]?.truth == true
    var imported = 0
    if !isDry && mayGoOn {
      let outcomes = await operations.engine.submit(commands.map(\.command), haste: .patient)
      for (place, outcome) in zip(commands, outcomes) {
        switch outcome {
        case .done, .replayed: imported += 1
        case .rejected(let rejection):
          problems.append(
            ImportProblem(line: place.line, column: 1, field: nil, text: Problem(rejection, in: call.voice).detail))
        case .unavailable(let why):
          problems.append(
            ImportProblem(
              line: place.line, column: 1, field: nil, text: Problem.unavailable(why).said(in: call.language).detail))
        case .unknown:
          problems.append(
            ImportProblem(
              line: place.line, column: 1, field: nil, text: Problem.unknownOutcome.said(in: call.language).detail))
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

extension API {
  /// The key of each command that another case has already; none for a line that was imported before.
  private func takenKeys(_ commands: [Command], _ workflow: Workflow) async throws -> [CommandID: BusinessKey] {
    let tenant = operations.tenant
    let done = try await operations.store.recorded(commands.map(\.id), tenant: tenant)
    var keys: [CommandID: [BusinessKey]] = [:]
    for command in commands where !done.contains(command.id) {
      guard case .open(_, let data) = command.request else { continue }
      keys[command.id] = BusinessKey.keys(of: data, in: workflow, tenant: tenant)
    }
    let taken = try await operations.store.taken(keys.values.flatMap { $0 })
    return keys.compactMapValues { own in own.first { taken.contains($0) } }
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

  init(_ text: String, _ workflow: Workflow, _ voice: Voice) throws {
    let table: [[CSVCell]]
    do throws(MalformedCSV) { table = try CSVReader.read(text) } catch {
      throw Problem(
        422, "malformed-csv", voice.pick("not CSV", "不是 CSV 文件"),
        voice.pick(
          "line \(error.line), column \(error.column): \(error.reason)",
          "第 \(error.line) 行第 \(error.column) 列:\(error.reason)"))
    }
    guard let header = table.first else {
      throw Problem(
        422, "malformed-csv", voice.pick("not CSV", "不是 CSV 文件"), voice.pick("the file is empty", "文件为空"))
    }
    if header.count == 1,
      let sign = [";", "\t", "\u{FF0C}", "\u{3001}", "|"].first(where: { header[0].text.contains($0) })
    {
      let named = sign == "\t" ? ("a tab", "制表符") : ("`\(sign)`", "“\(sign)”")
      throw Problem(
        422, "malformed-csv", voice.pick("not CSV", "不是 CSV 文件"),
        voice.pick(
          "the columns are parted by \(named.0): save the file with commas, `,`, between them",
          "各列以\(named.1)分隔:请改存为以英文逗号 `,` 分隔的文件"))
    }
    columns = header.map(\.text)
    lineCount = table.count - 1
    for cell in header where workflow.field(cell.text) == nil {
      let hint = NearestName.suggestion(for: cell.text, among: workflow.fields.map(\.name))
      problems.append(
        ImportProblem(
          line: cell.line, column: cell.column, field: cell.text,
          text: voice.pick(
            "`\(cell.text)` is not a field of \(workflow.reference.name)"
              + (hint.map { ", did you mean `\($0)`?" } ?? ""),
            "流程 \(workflow.reference.name) 没有字段“\(cell.text)”" + (hint.map { ",是否为“\($0)”?" } ?? ""))))
    }
    for (index, cell) in header.enumerated() where columns[..<index].contains(cell.text) {
      problems.append(
        ImportProblem(
          line: cell.line, column: cell.column, field: cell.text,
          text: voice.pick("the column `\(cell.text)` stands twice", "列“\(cell.text)”重复")))
    }
    guard problems.isEmpty else { return }
    var numbers: [String: Int] = [:]
    for cells in table.dropFirst() { add(cells, workflow, voice, &numbers) }
  }

  private mutating func add(_ cells: [CSVCell], _ workflow: Workflow, _ voice: Voice, _ numbers: inout [String: Int]) {
    let line = cells[0].line
    guard cells.count == columns.count else {
      problems.append(
        ImportProblem(
          line: line, column: min(cells.count, columns.count) + 1, field: nil,
          text: voice.pick(
            "\(columns.count) cells were expected, found \(cells.count)",
            "应有 \(columns.count) 格,实有 \(cells.count) 格")))
      return
    }
    var data: [String: Value] = [:]
    var isGood = true
    for (name, cell) in zip(columns, cells) where !cell.text.isEmpty {
      guard let field = workflow.field(name) else { continue }
      // Two ways to write one letter are one number, in two files as in one.
      let text = field.isUnique ? cell.text.precomposedStringWithCanonicalMapping : cell.text
      do throws(Rejection) { data[name] = try field.checked(.string(text)) } catch {
        isGood = false
        problems.append(
          ImportProblem(line: line, column: cell.column, field: name, text: Problem(error, in: voice).detail))
      }
      if field.isUnique, case .string(let number)? = data[name] {
        if let before = numbers.updateValue(line, forKey: "\(name)=\(number)") {
          isGood = false
          problems.append(
            ImportProblem(
              line: line, column: cell.column, field: name,
              text: voice.pick("`\(number)` stands in line \(before) too", "“\(number)”与第 \(before) 行重复")))
        }
      }
    }
    guard isGood else { return }
    rows.append(Row(line: line, data: data, commandID: .importing(workflow.reference.name, data)))
  }

  /// A rule's refusal at the cell that it is about.
  func problem(_ rejection: Rejection, _ row: Row, _ voice: Voice) -> ImportProblem {
    var field: String?
    switch rejection {
    case .missing(let fields): field = fields.first
    case .unknownCode(let named, _, _), .ambiguousCase(let named, _, _), .notUnique(let named, _): field = named
    default: break
    }
    let column = field.flatMap { columns.firstIndex(of: $0) }.map { $0 + 1 } ?? 1
    return ImportProblem(line: row.line, column: column, field: field, text: Problem(rejection, in: voice).detail)
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
