import ArgumentParser
import Foundation
import LookbackCheck
import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackYAML

/// Checks folders and files of definitions, prints what is wrong, and ends with code 1 if there is an error.
/// Strictly, a warning is as good as an error: what was not proved is one.
struct DefinitionCheck {
  let json: Bool
  let language: Language
  var staffing: Staffing?
  var isStrict = false

  func run(_ paths: [String]) throws {
    var found: [Diagnostic] = []
    var lengths: [CourseLength] = []
    for place in DefinitionPlace.all(paths) {
      let (diagnostics, courses) = try check(place)
      found += diagnostics
      lengths += courses
    }
    let errors = found.count { $0.severity == .error }
    if json {
      try print(found, lengths)
    } else {
      for length in lengths { Swift.print(length.text(in: language)) }
      Swift.print(Strings(language).findings(errors, found.count - errors))
    }
    if errors > 0 || isStrict && !found.isEmpty { throw ExitCode(1) }
  }

  private func check(_ place: DefinitionPlace) throws -> ([Diagnostic], [CourseLength]) {
    let proof = place.files.map { LibraryLoader.Proof.files(Set($0)) } ?? .all
    let loaded: LibraryLoader.Loaded
    do {
      loaded = try LibraryLoader(proof, staffing: staffing, spares: Calendars.places).load(place.folder, .skipBroken)
    } catch let error as LibraryLoader.UnreadableFolder {
      throw ValidationError(error.description)
    }
    let here = loaded.diagnostics.filter { place.files?.contains($0.file) ?? true }
    for file in place.files ?? [] where loaded.sources[file] == nil && !here.contains(where: { $0.file == file }) {
      throw ValidationError("`\(file)` is not a definition: a file that ends with .yaml was expected")
    }
    if let spare = loaded.spare, !json { ErrorReport.usage(Strings(language).lent(from: spare)) }
    if !json { for one in here { Swift.print(one.rendered(source: loaded.sources[one.file], in: language)) } }
    return (here, loaded.lengths.filter { place.files?.contains($0.file) ?? true })
  }

  private func print(_ diagnostics: [Diagnostic], _ lengths: [CourseLength]) throws {
    let lines = diagnostics.map { one -> [String: Any] in
      var line: [String: Any] = [
        "file": one.file, "line": one.location.line, "column": one.location.column, "severity": one.severity.rawValue,
        "code": one.code, "message": one.message(in: language),
      ]
      if !one.course.isEmpty { line["course"] = one.course.map { $0.text(in: language) } }
      return line
    }
    let courses = lengths.map { ["workflow": $0.workflow.name, "text": $0.text(in: language)] }
    let data = try JSONSerialization.data(
      withJSONObject: ["diagnostics": lines, "lengths": courses], options: [.sortedKeys])
    Swift.print(String(decoding: data, as: UTF8.self))
  }
}

/// A folder of definitions that paths mean, and the files in it if they are such.
private struct DefinitionPlace {
  let folder: String
  /// In the order in which they were named; nil for the whole folder.
  private(set) var files: [String]?

  /// Files that stand together are read together, at the place of the first.
  static func all(_ paths: [String]) -> [DefinitionPlace] {
    var places: [DefinitionPlace] = []
    for place in paths.map(DefinitionPlace.init) {
      if let files = place.files, let index = places.firstIndex(where: { $0.folder == place.folder && $0.files != nil })
      {
        places[index].files?.append(contentsOf: files)
      } else {
        places.append(place)
      }
    }
    return places
  }

  init(_ path: String) {
    var isFolder: ObjCBool = false
    if !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) || isFolder.boolValue {
      (folder, files) = (path, nil)
      return
    }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let isPart = parts.count > 1 && ["calendars", "classes"].contains(parts[parts.count - 2])
    let folder = parts.dropLast(isPart ? 2 : 1).joined(separator: "/")
    self.folder = folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : folder
    files = [folder.isEmpty && !path.hasPrefix("/") ? "./" + path : path]
  }
}
