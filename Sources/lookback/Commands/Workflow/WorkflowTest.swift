import ArgumentParser
import Foundation
import LookbackCore
import LookbackJSON
import LookbackTools
import LookbackYAML

struct WorkflowTest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Play the scenarios of definitions and say where they come out otherwise.",
    discussion: """
      Scenario files stand in a folder `tests` beside the definitions that they are about. Exit code 1 if a scenario \
      fails or a file is broken.
        lookback workflow test
        lookback workflow test workflows/tests/handling.yaml
      """)
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "Folders of scenarios, or files.") var paths = ["workflows/tests"]
  @Option(help: "The folder of definitions, if it is not the one around the scenarios.") var workflows: String?

  func run() throws {
    var libraries: [String: Library] = [:]
    var files: [(file: DefinitionFile, library: Library)] = []
    for path in paths {
      let found = try self.files(path)
      let folder = workflows ?? Self.definitions(around: path)
      let library = try libraries[folder] ?? WorkflowFile.library(folder)
      libraries[folder] = library
      files += found.map { ($0, library) }
    }
    try play(files)
  }

  private func play(_ files: [(file: DefinitionFile, library: Library)]) throws {
    var session = ScenarioSession()
    for (file, library) in files { session.play(file, library) }
    let printing = ScenarioPrinting(language: connecting.language)
    let reports = session.reports
    if connecting.json {
      print(
        JSON.members([
          "diagnostics": .texts(session.problems),
          "scenarios": .array(session.runs.map { printing.json($0, withTimeline: false) }),
          "workflows": .array(reports.map { printing.json($0) }),
        ]))
    } else {
      for problem in session.problems { print(problem) }
      for run in session.runs { for line in printing.report(run) { print(line) } }
      printing.print(reports)
      let failed = session.runs.count { $0.failure != nil }
      let steps = session.runs.reduce(0) { $0 + $1.stepsTaken }
      print(Strings(connecting.language).scenarios(session.runs.count - failed, failed, steps))
    }
    if session.hasFailed { throw ExitCode(1) }
  }

  private func files(_ path: String) throws -> [DefinitionFile] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Misuse { $0.noScenarioPlace(path) }
    }
    guard isFolder.boolValue else {
      return [DefinitionFile(name: path, bytes: Array(try TextFile.read(path).utf8))]
    }
    do {
      let found = try ScenarioFile.files(in: path)
      guard !found.isEmpty else { throw Misuse { $0.noScenarios(path) } }
      return found
    } catch let error as LibraryLoader.UnreadableFolder { throw ValidationError(error.description) }
  }

  /// Returns the folder of the definitions: `workflows` for `workflows/tests` and for
  /// `workflows/tests/recommendation.yaml`.
  private static func definitions(around path: String) -> String {
    let url = URL(filePath: path)
    let folder = url.pathExtension == "yaml" ? url.deletingLastPathComponent() : url
    return folder.standardizedFileURL.deletingLastPathComponent().path
  }
}
