import ArgumentParser
import Foundation
import LookbackCore
import LookbackTime
import LookbackYAML

/// Checks folders and files of definitions, prints what is wrong, and ends with code 1 if there is an error.
struct DefinitionCheck {
  let json: Bool
  let language: Language

  func run(_ paths: [String]) throws {
    var found: [Diagnostic] = []
    for path in paths { found += try check(path) }
    let errors = found.count { $0.severity == .error }
    if json {
      try print(found)
    } else {
      Swift.print(Words(language).findings(errors, found.count - errors))
    }
    if errors > 0 { throw ExitCode(1) }
  }

  private func check(_ path: String) throws -> [Diagnostic] {
    let place = DefinitionPlace(path)
    let loaded: LibraryLoader.Loaded
    do {
      loaded = try LibraryLoader().load(place.folder, .skipBroken)
    } catch let error as LibraryLoader.UnreadableFolder {
      throw ValidationError(error.description)
    }
    let here = loaded.diagnostics.filter { place.file == nil || $0.file == place.file }
    if let file = place.file, loaded.sources[file] == nil, here.isEmpty {
      throw ValidationError("`\(path)` is not a definition: a file that ends with .yaml was expected")
    }
    if !json { for one in here { Swift.print(one.rendered(source: loaded.sources[one.file])) } }
    return here
  }

  private func print(_ diagnostics: [Diagnostic]) throws {
    let lines = diagnostics.map { one -> [String: Any] in
      [
        "file": one.file, "line": one.location.line, "column": one.location.column, "severity": one.severity.rawValue,
        "code": one.code, "message": one.message,
      ]
    }
    let data = try JSONSerialization.data(withJSONObject: ["diagnostics": lines], options: [.sortedKeys])
    Swift.print(String(decoding: data, as: UTF8.self))
  }
}

/// The folder of definitions that a path means, and the file in it if the path is one.
private struct DefinitionPlace {
  let folder: String
  let file: String?

  init(_ path: String) {
    var isFolder: ObjCBool = false
    if !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) || isFolder.boolValue {
      (folder, file) = (path, nil)
      return
    }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let isPart = parts.count > 1 && ["calendars", "classes"].contains(parts[parts.count - 2])
    let folder = parts.dropLast(isPart ? 2 : 1).joined(separator: "/")
    self.folder = folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : folder
    file = folder.isEmpty && !path.hasPrefix("/") ? "./" + path : path
  }
}
