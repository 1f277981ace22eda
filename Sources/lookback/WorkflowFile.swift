import ArgumentParser
import Foundation
import LookbackCore
import LookbackDefinition
import LookbackYAML

/// A definition file that somebody named, with everything that stands beside it.
struct WorkflowFile {
  let library: Library
  let workflow: Workflow
  /// The folder of definitions.
  let folder: String

  /// - Throws: usage where there is no such file; ends the program with code 1 where the definitions are broken.
  init(_ path: String) throws {
    folder = URL(filePath: path).deletingLastPathComponent().relativePath
    let reading = try Self.read(path)
    guard let name = reading?["workflow"]?.text else {
      throw Misuse { $0.notWorkflow(path) }
    }
    let library = try Self.library(folder)
    self.library = library
    // Several versions may stand in one folder; the one that was named is meant.
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

  /// All definitions of a folder; errors are printed and end the program with code 1. What only goes wrong in its
  /// course can be tried all the same.
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
