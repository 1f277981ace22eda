import ArgumentParser
import Foundation
import LookbackCore
import LookbackDefinition
import LookbackYAML

/// A definition file that was named on the command line, with all definitions of its folder.
struct WorkflowFile {
  let library: Library
  let workflow: Workflow
  /// The path of the folder of definitions.
  let folder: String

  /// - Throws: a usage error if there is no such file; exit code 1 if the definitions have an error.
  init(_ path: String) throws {
    folder = URL(filePath: path).deletingLastPathComponent().relativePath
    let reading = try Self.read(path)
    guard let name = reading?["workflow"]?.text else {
      throw Misuse { $0.notWorkflow(path) }
    }
    let library = try Self.library(folder)
    self.library = library
    // One folder may have several versions; the file that was named decides which one is meant.
    let version = (reading?["version"]?.int).map { WorkflowReference(name: name, version: $0) }
    guard let workflow = version.flatMap({ library.workflow($0) }) ?? library.latest(name) else {
      throw Misuse { [folder] in $0.notInFolder(path, folder) }
    }
    self.workflow = workflow
  }

  private static func read(_ path: String) throws -> SourceNode? {
    let text = try TextFile.read(path)
    do { return try YAMLReader.read(bytes: Array(text.utf8), file: path) } catch {
      ErrorReport.usage(
        error.diagnostics.map { $0.rendered(source: SourceText(text, file: path)) }.joined(separator: "\n"))
      throw ExitCode(1)
    }
  }

  /// Returns all definitions of a folder. Errors are printed and end the program with code 1. Findings about the course
  /// of a workflow do not, so that it can be tried.
  static func library(_ folder: String) throws -> Library {
    let loaded: LibraryLoader.Loaded
    do { loaded = try LibraryLoader(.none, spares: Calendars.places).load(folder, .skipBroken) } catch let error
      as LibraryLoader.UnreadableFolder
    {
      throw ValidationError(error.description)
    }
    guard loaded.hasErrors else { return loaded.library }
    let errors = loaded.diagnostics.filter { $0.severity == .error }
    ErrorReport.usage(errors.map { $0.rendered(source: loaded.sources[$0.file]) }.joined(separator: "\n"))
    throw ExitCode(1)
  }
}
