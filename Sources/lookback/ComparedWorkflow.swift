import ArgumentParser
import Foundation
import LookbackCore
import LookbackYAML

/// One side of a comparison: a file, or a published version as NAME@VERSION; NAME alone is the newest.
struct ComparedWorkflow {
  let workflow: Workflow
  let isPublished: Bool

  /// - Throws: usage where nothing is called so; ends the program where a definition is broken or nobody answers.
  init(_ argument: String, _ connecting: Connecting) throws {
    if FileManager.default.fileExists(atPath: argument) {
      let file = try WorkflowFile(argument)
      self.init(workflow: file.workflow, isPublished: false)
      return
    }
    let parts = argument.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let version = parts.count == 2 ? Int(parts[1]) : nil
    guard parts.count == 1 || version != nil, !argument.contains("/"), !argument.hasSuffix(".yaml") else {
      throw ValidationError(Words(connecting.language).noWorkflow(argument))
    }
    try self.init(published: parts[0], version, connecting)
  }

  init(published name: String, _ version: Int?, _ connecting: Connecting) throws {
    let library = try Self.published(connecting)
    let found = version.map { library.workflow(WorkflowReference(name: name, version: $0)) } ?? library.latest(name)
    guard let found else {
      let known = library.workflows.keys.sorted().map { "\($0.name)@\($0.version)" }
      Complaint.usage(Words(connecting.language).notPublished(version.map { "\(name)@\($0)" } ?? name, known))
      throw ExitCode(1)
    }
    self.init(workflow: found, isPublished: true)
  }

  private init(workflow: Workflow, isPublished: Bool) {
    self.workflow = workflow
    self.isPublished = isPublished
  }

  private static func published(_ connecting: Connecting) throws -> Library {
    let lines = try connecting.withoutPrinting.ask("GET", "/workflows?sources=true").objects("workflows")
    let files = lines.map { line in
      DefinitionFile(
        name: "\(line.text("kind"))-\(line.text("name"))-\(line.text("version")).yaml",
        bytes: Array(line.text("source").utf8))
    }
    // Of schemes only the newest is in use.
    let newest = Dictionary(
      lines.filter { $0.text("kind") == "classes" }.map { ($0.text("name"), $0.number("version")) },
      uniquingKeysWith: max)
    let used = zip(lines, files).filter { line, _ in
      line.text("kind") != "classes" || newest[line.text("name")] == line.number("version")
    }
    return LibraryLoader().load(used.map(\.1)).library
  }
}
