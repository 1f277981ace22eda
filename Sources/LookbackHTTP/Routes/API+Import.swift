import Foundation
import Hummingbird
import LookbackAudit
import LookbackCEL
import LookbackCore
import LookbackJSON
import LookbackRuntime
import LookbackStore
import LookbackText
import LookbackTime

extension API {
  /// Opens a case for each line of a CSV file. Nothing is imported from a file with errors unless told. Each line is a
  /// command named by its import and its place in it: two equal lines are two cases, and the same import again opens
  /// nothing twice. An import is named by its `key` or, without one, by its file.
  @Sendable func importCases(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    let body = try call.body()
    let name = try body.required("workflow")
    guard let workflow = operations.library.current.library.latest(name) else {
      throw Rejection.unknownWorkflow(name: name, known: operations.library.current.library.workflowNames)
    }
    let actor = try await call.currentActor(of: caller)
    let csv = body["csv"]?.text ?? ""
    let key = try ImportKey(body["key"], name, csv)
    let sheet = try ImportSheet(csv, workflow, call.voice)
    let isDry = body["dry_run"]?.truth ?? false
    let date = try body.date("on")
    let offered = sheet.rows.map { row in
      Command(
        id: key.command(row.line), target: operations.engine.newCaseID(),
        request: .open(workflow: name, data: row.data), actor: actor, via: caller.via, on: date,
        work: .import)
    }
    var count = ImportCount(problems: sheet.problems)
    let commands = try await importable(offered, sheet, call, &count)
    count.valid = commands.count
    if !isDry && (count.problems.isEmpty || body["skip_errors"]?.truth == true) {
      let outcomes = await operations.engine.submit(commands.map(\.command), priority: .background)
      for (place, outcome) in zip(commands, outcomes) { count.add(outcome, place.line, call) }
    }
    return Answer(
      .members([
        "lines": .int(Int64(sheet.lineCount)), "valid": .int(Int64(count.valid)), "imported": .int(Int64(count.opened)),
        "already": .int(Int64(count.already)), "dry_run": .bool(isDry),
        "errors": .array(count.problems.sorted().map(\.json)),
      ]))
  }

  /// The lines that can be imported, as far as that is known beforehand; the others become problems.
  private func importable(
    _ offered: [Command], _ sheet: ImportSheet, _ call: Call, _ count: inout ImportCount
  ) async throws -> [(line: Int, command: Command)] {
    let done = try await operations.store.recorded(offered)
    let fresh = offered.filter { done[.init($0)] == nil }
    let context = try await call.decisionContext(for: fresh)
    var trial = DryRun(store: operations.store, in: context)
    try await trial.prepare(for: fresh.map { ($0, nil) })
    var commands: [(line: Int, command: Command)] = []
    for (row, command) in zip(sheet.rows, offered) {
      do {
        // What was imported before is answered, not decided again.
        if let earlier = done[.init(command)] {
          guard earlier.content == command.content else { throw Rejection.commandIDReused }
        } else {
          _ = try await trial.decide(command, on: nil)
        }
        commands.append((row.line, command))
      } catch let rejection as Rejection { count.problems.append(sheet.problem(rejection, row, call.voice)) }
    }
    return commands
  }
}

/// What became of an import.
private struct ImportCount {
  var problems: [ImportProblem]
  var valid = 0
  var opened = 0
  /// Lines that an earlier import of the same name opened.
  var already = 0

  mutating func add(_ outcome: Outcome, _ line: Int, _ call: Call) {
    let text: String
    switch outcome {
    case .done:
      opened += 1
      return
    case .replayed:
      already += 1
      return
    case .rejected(let rejection): text = Problem(rejection, in: call.voice).detail
    case .unavailable(let why): text = Problem.unavailable(why).said(in: call.language).detail
    case .unknown: text = Problem.unknownOutcome.said(in: call.language).detail
    }
    problems.append(ImportProblem(line: line, column: 1, field: nil, text: text))
  }
}

/// What names an import.
private struct ImportKey {
  private let name: String

  /// - Parameter given: the key that the caller gives; nil derives it from the file itself.
  init(_ given: JSON?, _ workflow: String, _ csv: String) throws {
    guard let text = given?.text else {
      name = Digest.sha256.hash(Array("\(workflow)\u{1F}\(csv)".utf8)).hexadecimal
      return
    }
    guard CommandID(text).isFit else { throw Rejection.unfitCommandID(text) }
    name = "\(workflow) \(text)"
  }

  func command(_ line: Int) -> CommandID { CommandID("import \(name) line \(line)") }
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
  }
  private(set) var rows: [Row] = []
  private(set) var problems: [ImportProblem] = []
  let lineCount: Int
  private let columns: [String]

  init(_ text: String, _ workflow: Workflow, _ voice: Localizer) throws {
    let table: [[CSVCell]]
    do throws(MalformedCSV) { table = try CSVReader.read(text) } catch {
      throw Problem(
        422, "malformed-csv", voice.pick("not CSV", "不是 CSV 文件"),
        voice.pick(
          "line \(error.line), column \(error.column): \(error.reason.english)",
          "第 \(error.line) 行第 \(error.column) 列：\(error.reason.chinese)"))
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
          "各列以\(named.1)分隔：请改存为以英文逗号 `,` 分隔的文件"))
    }
    columns = header.map(\.text)
    lineCount = table.count - 1
    for cell in header where workflow.field(cell.text) == nil && cell.text != Workflow.reason {
      let hint = NearestName.suggestion(for: cell.text, among: workflow.fields.map(\.name))
      problems.append(
        ImportProblem(
          line: cell.line, column: cell.column, field: cell.text,
          text: voice.pick(
            "`\(cell.text)` is not a field of \(workflow.reference.name)"
              + (hint.map { ", did you mean `\($0)`?" } ?? ""),
            "流程 \(workflow.reference.name) 没有字段“\(cell.text)”" + (hint.map { "，是否为“\($0)”？" } ?? ""))))
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

  private mutating func add(
    _ cells: [CSVCell], _ workflow: Workflow, _ voice: Localizer, _ numbers: inout [String: Int]
  ) {
    let line = cells[0].line
    guard cells.count == columns.count else {
      problems.append(
        ImportProblem(
          line: line, column: min(cells.count, columns.count) + 1, field: nil,
          text: voice.pick(
            "\(columns.count) cells were expected, found \(cells.count)",
            "应有 \(columns.count) 格，实有 \(cells.count) 格")))
      return
    }
    var data: [String: Value] = [:]
    var isGood = true
    for (name, cell) in zip(columns, cells) where !cell.text.isEmpty {
      guard let field = workflow.field(name) else {
        data[name] = .string(cell.text)
        continue
      }
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
    rows.append(Row(line: line, data: data))
  }

  /// A rule's refusal at the cell that it is about.
  func problem(_ rejection: Rejection, _ row: Row, _ voice: Localizer) -> ImportProblem {
    var field: String?
    switch rejection {
    case .missing(let fields): field = fields.first
    case .unknownCode(let named, _, _), .ambiguousCase(let named, _, _), .notUnique(let named, _, _, _): field = named
    case .commandIDReused:
      let text = voice.pick(
        "this line was imported before with other content: change its case, or import the file under another --key",
        "此行曾以其他内容导入：请直接办理该件，或换用另一 --key 导入")
      return ImportProblem(line: row.line, column: 1, field: nil, text: text)
    default: break
    }
    let column = field.flatMap { columns.firstIndex(of: $0) }.map { $0 + 1 } ?? 1
    return ImportProblem(line: row.line, column: column, field: field, text: Problem(rejection, in: voice).detail)
  }
}
