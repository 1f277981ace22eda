import ArgumentParser
import Foundation
import LookbackCore
import LookbackYAML

struct WorkflowCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workflow", abstract: "Check, publish, show and compare definitions; move open cases.",
    subcommands: [
      WorkflowList.self, WorkflowShow.self, WorkflowPublish.self, WorkflowCheck.self,
      WorkflowSimulate.self,
      WorkflowTest.self,
      WorkflowGraph.self, WorkflowSchema.self, WorkflowDiff.self, WorkflowMigrate.self, WorkflowMigrations.self,
    ])
}

struct WorkflowList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "All published definitions.")
  @OptionGroup var connecting: Connecting

  func run() throws {
    let answer = try connecting.ask("GET", "/workflows")
    guard !connecting.json else { return }
    let words = Words(connecting.language)
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
  @OptionGroup var connecting: Connecting
  @Argument(help: "The workflow.") var name: String
  @Flag(help: "Print the published text instead.") var source = false

  func run() throws {
    let answer = try connecting.ask("GET", "/workflows/\(name.encoded)")
    guard !connecting.json else { return }
    if source { return print(answer.text("source"), terminator: "") }
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
  @OptionGroup var connecting: Connecting
  @Argument(help: "YAML files.") var files: [String]

  func run() throws {
    let sources = try files.map { path -> [String: String] in ["name": path, "source": try TextFile.read(path)] }
    let answer = try connecting.ask("POST", "/workflows", body: ["files": sources])
    guard !connecting.json else { return }
    for result in answer.objects("results") {
      print("\(result.text("kind")) \(result.text("name")) \(result.text("version")): \(result.text("result"))")
    }
  }
}

struct WorkflowCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Find what is wrong with definitions, without the daemon.",
    discussion: """
      A file is checked together with the folder it stands in, because workflows name each other, calendars and \
      classes; only what is wrong in the named files is told. Exit code 1 if there is an error.
      """)
  @OptionGroup var connecting: Connecting
  @Argument(help: "Folders with workflows, calendars and classes, or files in them.") var paths = ["workflows"]

  func run() throws { try DefinitionCheck(json: connecting.json, language: connecting.language).run(paths) }
}
