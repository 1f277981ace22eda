import ArgumentParser
import Foundation
import LookbackCheck
import LookbackCore
import LookbackDefinition
import LookbackJSON
import LookbackTime
import LookbackYAML

/// Checks folders and files of definitions, prints what is wrong, and ends with code 1 if there is an error. With
/// `strict`, a warning counts as an error, because it tells of something that was not proved.
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
      print(report(found, lengths))
    } else {
      for length in lengths { print(length.text(in: language)) }
      print(Strings(language).findings(errors, found.count - errors))
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
      throw Misuse { $0.notDefinition(file) }
    }
    if let spare = loaded.spare, !json { ErrorReport.usage(Strings(language).lent(from: spare)) }
    if !json { for one in here { print(one.rendered(source: loaded.sources[one.file], in: language)) } }
    return (here, loaded.lengths.filter { place.files?.contains($0.file) ?? true })
  }

  private func report(_ diagnostics: [Diagnostic], _ lengths: [CourseLength]) -> JSON {
    let lines = diagnostics.map { one in
      JSON.members([
        "code": .string(one.code), "column": .int(Int64(one.location.column)),
        "course": one.course.isEmpty ? nil : .texts(one.course.map { $0.text(in: language) }),
        "file": .string(one.file), "line": .int(Int64(one.location.line)),
        "message": .string(one.message(in: language)), "severity": .string(one.severity.rawValue),
      ])
    }
    let courses = lengths.map {
      JSON.members(["text": .string($0.text(in: language)), "workflow": .string($0.workflow.name)])
    }
    return .members(["diagnostics": .array(lines), "lengths": .array(courses)])
  }
}

/// A folder of definitions, and the files in it if only these are meant.
private struct DefinitionPlace {
  let folder: String
  /// The files in the order in which they were named; nil for the whole folder.
  private(set) var files: [String]?

  /// Returns the folders of these paths. Files of one folder are read together, at the place of the first.
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
