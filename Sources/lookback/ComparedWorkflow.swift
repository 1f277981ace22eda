import ArgumentParser
import Foundation
import LookbackCore
import LookbackDefinition
import LookbackYAML

/// One side of a comparison: a file, or a published version as NAME@VERSION. NAME alone is the newest version.
struct ComparedWorkflow {
  let workflow: Workflow
  let isPublished: Bool

  /// - Throws: a usage error if there is no such file or version; code 1 or that of the daemon's answer if it cannot be
  ///   read.
  init(_ argument: String, _ connecting: ClientOptions) throws {
    guard !FileManager.default.fileExists(atPath: argument) else {
      try self.init(file: argument, connecting)
      return
    }
    let parts = argument.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let version = parts.count == 2 ? Int(parts[1]) : nil
    guard parts.count == 1 || version != nil, !argument.contains("/"), !argument.hasSuffix(".yaml") else {
      throw ValidationError(Strings(connecting.language).noWorkflow(argument))
    }
    try self.init(published: parts[0], version, connecting)
  }

  init(published name: String, _ version: Int?, _ connecting: ClientOptions) throws {
    let library = LibraryLoader(.none).load(try Self.published(connecting)).library
    let found = version.map { library.workflow(WorkflowReference(name: name, version: $0)) } ?? library.latest(name)
    guard let found else {
      let known = library.workflows.keys.sorted().map { "\($0.name)@\($0.version)" }
      ErrorReport.usage(Strings(connecting.language).notPublished(version.map { "\(name)@\($0)" } ?? name, known))
      throw ExitCode(1)
    }
    self.init(workflow: found, isPublished: true)
  }

  /// Reads a file together with the other files of its folder. If it needs more, it is read with the published
  /// definitions, as it would be when it is published.
  private init(file path: String, _ connecting: ClientOptions) throws {
    if let alone = try? LibraryLoader(.none, spares: Calendars.places).load(
      URL(filePath: path).deletingLastPathComponent().relativePath, .skipBroken),
      alone.hasErrors, let all = try? Self.published(connecting, by: connecting.client.answer),
      let tree = try? YAMLReader.read(bytes: Array(try TextFile.read(path).utf8), file: path),
      let name = tree["workflow"]?.text, let version = tree["version"]?.int
    {
      let published = all.filter { $0.name != "workflow-\(name)-\(version).yaml" }
      let file = DefinitionFile(name: path, bytes: Array(try TextFile.read(path).utf8))
      let together = LibraryLoader(.none).load(published + [file])
      if let workflow = together.library.workflow(WorkflowReference(name: name, version: version)) {
        self.init(workflow: workflow, isPublished: false)
        return
      }
    }
    self.init(workflow: try WorkflowFile(path).workflow, isPublished: false)
  }

  private init(workflow: Workflow, isPublished: Bool) {
    self.workflow = workflow
    self.isPublished = isPublished
  }

  /// - Parameter ask: returns the answer of an address; nil means that a problem is printed and ends the program.
  private static func published(
    _ connecting: ClientOptions, by ask: ((String) throws -> Answer)? = nil
  ) throws -> [DefinitionFile] {
    var lines: [Answer] = []
    try connecting.withoutPrinting.pages("/workflows?sources=true&limit=1000", by: ask) {
      lines += $0.objects("items")
    }
    // Only the newest version of a scheme is used.
    let schemes = lines.filter { $0.text("kind") == "classes" }
    let newest = Dictionary(schemes.map { ($0.text("name"), $0.number("version")) }, uniquingKeysWith: max)
    let used = lines.filter { line in
      line.text("kind") != "classes" || newest[line.text("name")] == line.number("version")
    }
    return used.map { line in
      DefinitionFile(
        name: "\(line.text("kind"))-\(line.text("name"))-\(line.text("version")).yaml",
        bytes: Array(line.raw("source").utf8))
    }
  }
}
