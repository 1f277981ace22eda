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
  /// Opens a case for each line of a CSV file. A file with errors is not imported at all unless `skip_errors` is sent.
  /// Each line is a command whose id has the name of the import and the number of the line: two equal lines are two
  /// cases, and the same import opens nothing twice. An import is named by its `key` or, without one, by the digest of
  /// its file.
  @Sendable func importCases(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    let body = try call.body()
    let name = try body.required("workflow")
    guard let workflow = operations.library.current.library.latest(name) else {
      throw Rejection.unknownWorkflow(name: name, known: operations.library.current.library.workflowNames)
    }
    let actor = try await call.currentActor(of: caller)
    let csv = body["csv"]?.text ?? ""
    let key = try await call.evaluated { try ImportKey(body["key"], name, csv) }
    let sheet = try await call.evaluated { try ImportSheet(csv, workflow, call.voice) }
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
        "errors": .array(count.problems.told.sorted().map(\.json)), "error_count": .int(Int64(count.problems.count)),
      ]))
  }

  /// Returns the lines that can be imported, as far as this is known beforehand. The others become problems.
  private func importable(
    _ offered: [Command], _ sheet: ImportSheet, _ call: Call, _ count: inout ImportCount
  ) async throws -> [(line: Int, command: Command)] {
    let done = try await operations.store.recorded(offered)
    let fresh = offered.filter { done[.init($0)] == nil }
    let context = try await call.decisionContext(for: fresh)
    var trial = DryRun(store: operations.store, on: call.evaluator, in: context)
    try await trial.prepare(for: fresh.map { ($0, nil) })
    var commands: [(line: Int, command: Command)] = []
    for (row, command) in zip(sheet.rows, offered) {
      do {
        // A line that was imported before is answered with its receipt and not decided again.
        if let earlier = done[.init(command)] {
          guard earlier.content == command.content else { throw Rejection.commandIDReused }
        } else {
          _ = try await trial.decide(command, on: nil)
        }
        commands.append((row.line, command))
      } catch let rejection as Rejection { count.problems.add { sheet.problem(rejection, row, call.voice) } }
      try call.requireSteps()
    }
    return commands
  }
}

/// The result of an import, in numbers of lines.
private struct ImportCount {
  var problems: ImportProblems
  var valid = 0
  var opened = 0
  /// The number of lines that an earlier import of the same name opened.
  var already = 0

  mutating func add(_ outcome: Outcome, _ line: Int, _ call: Call) {
    let problem: Problem
    switch outcome {
    case .done:
      opened += 1
      return
    case .replayed:
      already += 1
      return
    case .rejected(let rejection): problem = Problem(rejection, in: call.voice)
    case .unavailable(let why): problem = Problem.unavailable(why).said(in: call.language)
    case .unknown: problem = Problem.unknownOutcome.said(in: call.language)
    }
    problems.add { ImportProblem(line: line, column: 1, field: nil, code: problem.code, text: problem.detail) }
  }
}

/// The name of an import, from which the ids of its commands are made.
private struct ImportKey {
  private let name: String

  /// - Parameter given: the key that the caller gave; with nil the name is the digest of the file.
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

/// What is wrong with a line of an imported file.
struct ImportProblem: Hashable, Comparable {
  let line: Int
  let column: Int
  let field: String?
  let code: String
  let text: String

  static func < (left: ImportProblem, right: ImportProblem) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }

  var json: JSON {
    let place: [JSON.Member] = [
      JSON.Member(name: "line", value: .int(Int64(line))), JSON.Member(name: "column", value: .int(Int64(column))),
    ]
    return ProblemPlace(
      .pointer("/csv"), code: code, text, more: place + (field.map { [.text("field", $0)] } ?? [])
    ).json
  }
}
