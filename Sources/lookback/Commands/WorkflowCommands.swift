import ArgumentParser
import Foundation
import LookbackCheck
import LookbackCore
import LookbackDefinition
import LookbackYAML

struct WorkflowCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workflow", abstract: "Check, publish, show and compare definitions; move open cases.",
    subcommands: [
      WorkflowList.self, WorkflowShow.self, WorkflowPublish.self, WorkflowCheck.self, WorkflowExplain.self,
      WorkflowSimulate.self, WorkflowTest.self, WorkflowGraph.self, WorkflowSchema.self,
      WorkflowDiff.self, WorkflowMigrate.self, WorkflowMigrations.self,
    ])
}

struct WorkflowList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "All published definitions.")
  @OptionGroup var connecting: ClientOptions

  func run() throws {
    let answer = try connecting.ask("GET", "/workflows")
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    var table = Table(words.kind, words.name, words.version, words.at, "SHA-256")
    for line in answer.objects("workflows") {
      table.rows.append([
        line.text("kind"), line.text("name"), line.text("version"), line.moment("published"),
        String(line.text("digest").prefix(16)),
      ])
    }
    table.print()
  }
}

struct WorkflowShow: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "A workflow's states and events.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The workflow.") var name: String
  @Flag(help: "Print the published text instead.") var source = false

  func run() throws {
    let answer = try connecting.ask("GET", "/workflows/\(name.encoded)")
    guard !connecting.json else { return }
    if source { return print(answer.raw("source"), terminator: "") }
    print("\(answer.text("name")) \(answer.text("version")) \(answer.text("title"))")
    for state in answer.objects("states") {
      print("  \(state.text("name"))  \(state.text("title"))")
      for event in state.objects("events") { print("    \(event.text("name"))  \(event.text("title"))") }
    }
  }
}

struct WorkflowPublish: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Publish definition files; a published version never changes.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "YAML files.") var files: [String]

  func run() throws {
    let sources = try files.map { path -> [String: String] in ["name": path, "source": try TextFile.read(path)] }
    let answer = try connecting.ask("POST", "/workflows", body: ["files": sources])
    guard !connecting.json else { return }
    for result in answer.objects("results") {
      let name = "\(result.text("name")) \(result.text("version"))"
      print(Strings(connecting.language).published(result.text("kind"), name, result.text("result")))
    }
  }
}

struct WorkflowCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Prove definitions before they run, without the daemon.",
    discussion: """
      Everything that can happen to a case and its tracks is followed: states that are never entered or never left, \
      joins that never complete, guards that never hold, clocks that never start, approvals that nobody can give, \
      and the definition's promises. A finding stands under its line; where it is about behaviour, a shortest course \
      of events shows it. Last comes the longest time that each workflow can take.
        lookback workflow check                               # the folder workflows
        lookback workflow check workflows/handling.yaml       # one file, read together with its folder
        lookback workflow check --staff posts.csv --absent 1  # are there people, also with any one of them away?
        lookback workflow check --strict                      # warnings, too, make the exit code 1
        lookback workflow explain dead-end                    # what a code in brackets means, and how to mend it
      A file is checked together with the folder it stands in, because workflows name each other, calendars and \
      classes; only what is wrong in the named files is told. An error makes the exit code 1 and refuses the \
      definition when it is published; a warning does not, unless --strict is given: then nothing is left that was \
      not proved.
      """)
  @OptionGroup var connecting: ClientOptions
  @Option(help: "Who holds which post, as `lookback post list` has it: CSV with person, post and unit.")
  var staff: String?
  @Option(help: "How many of those people may be away at once (0 to 3).") var absent = 0
  @Flag(help: "Let warnings, too, make the exit code 1.") var strict = false
  @Argument(help: "Folders with workflows, calendars and classes, or files in them.") var paths = ["workflows"]

  func validate() throws {
    guard (0...Staffing.mostAbsent).contains(absent) else {
      throw ValidationError("--absent is a number from 0 to \(Staffing.mostAbsent): found \(absent)")
    }
    if absent > 0, staff == nil { throw ValidationError("--absent needs the list of posts: add --staff FILE") }
  }

  func run() throws {
    var check = DefinitionCheck(json: connecting.json, language: connecting.language, staffing: try staffing())
    check.isStrict = strict
    try check.run(paths)
  }

  private func staffing() throws -> Staffing? {
    try staff.map { Staffing(list: try StaffList(file: $0), absent: absent) }
  }
}

struct WorkflowExplain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "What a code of `workflow check` means, and how to mend it; without one, all codes.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The code in brackets behind a message.") var code: String?

  func run() throws {
    let language = connecting.language
    guard let code else {
      var table = Table("", "")
      for one in CodeExplanation.all { table.rows.append([one.code, one.meaning.text(in: language, fallback: "")]) }
      if connecting.json { return try print(CodeExplanation.all) }
      return table.print()
    }
    guard let found = CodeExplanation.explanation(of: code) else {
      let near = NearestName.suggestion(for: code, among: CodeExplanation.all.map(\.code))
      throw ValidationError("no code is called `\(code)`" + (near.map { ": did you mean `\($0)`?" } ?? ""))
    }
    if connecting.json { return try print([found]) }
    print(found.text(in: language))
  }

  private func print(_ explanations: [CodeExplanation]) throws {
    let language = connecting.language
    let lines = explanations.map { one in
      [
        "code": one.code, "meaning": one.meaning.text(in: language, fallback: ""),
        "mending": one.mending.text(in: language, fallback: ""), "wrong": one.wrong,
      ]
    }
    let data = try JSONSerialization.data(withJSONObject: ["codes": lines], options: [.sortedKeys])
    Swift.print(String(decoding: data, as: UTF8.self))
  }

  private func print(_ text: String) { Swift.print(text) }
}
