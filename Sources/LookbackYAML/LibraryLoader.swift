package import LookbackCheck
package import LookbackCore
package import LookbackDefinition
import LookbackTime

/// Reads a folder `workflows/` with its `calendars/` and `classes/`.
package struct LibraryLoader: Sendable {
  /// What a folder holds.
  package struct Loaded: Sendable {
    /// What is right in it; only meant for use if there is no error, unless the caller goes on without broken files.
    package var library: Library
    /// The texts of all files by the names that diagnostics give them, to show the lines.
    package var sources: [String: SourceText]
    /// By file and place.
    package var diagnostics: [Diagnostic]
    /// How long each workflow can take at most, of those whose course was explored.
    package var lengths: [CourseLength] = []
    /// The other folder from which calendars and classes came that this one lacks.
    package var spare: String?

    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
  }

  /// The folder, or a file in it, cannot be read.
  package struct UnreadableFolder: Error, Sendable, CustomStringConvertible {
    package let path: String
    package let reason: String
    package var description: String { "the folder \(path) cannot be read: \(reason)" }
  }

  /// What to do where some files are broken.
  package enum Strictness: Sendable {
    /// An error anywhere makes `load` throw `InvalidDefinition`.
    case all
    /// Broken files are left out and named in `diagnostics`; the others load.
    case skipBroken
  }

  /// Whose course is explored and proved.
  package enum Proof: Sendable, Hashable {
    case all
    /// Only what these files define; the others are taken as they are.
    case files(Set<String>)
    /// Nobody's: what runs already goes on, whatever a newer checker says of it.
    case none
  }

  package var proof: Proof
  /// The people against whom definitions are checked; nil leaves that unchecked.
  package var staffing: Staffing?

  /// Folders of definitions, of which the first that is there lends the calendars and classes that a folder lacks.
  package var spares: [String]

  package init(_ proof: Proof = .all, staffing: Staffing? = nil, spares: [String] = []) {
    self.proof = proof
    self.staffing = staffing
    self.spares = spares
  }

  /// Throws `UnreadableFolder`, or `InvalidDefinition` with all diagnostics of all files.
  package func load(_ folder: String, _ strictness: Strictness = .all) throws -> Loaded {
    var shelf = DefinitionShelf(proof, staffing)
    let files = try DefinitionFolder(folder).files()
    for file in files { shelf.add(file) }
    let lender = shelf.lacksOthers ? lend(to: &shelf) : nil
    var loaded = shelf.loaded()
    if let lender {
      let own = Set(files.map(\.name))
      // What is wrong at the lender's is not told.
      loaded.diagnostics.removeAll { !own.contains($0.file) }
      loaded.spare = lender
    }
    if strictness == .all, loaded.hasErrors { throw InvalidDefinition(loaded.diagnostics) }
    return loaded
  }

  /// Adds the calendars and classes of the first spare folder that has any; that folder.
  private func lend(to shelf: inout DefinitionShelf) -> String? {
    for spare in spares {
      let lent = ["calendars", "classes"].flatMap { (try? DefinitionFolder("\(spare)/\($0)").ownFiles()) ?? [] }
      guard !lent.isEmpty else { continue }
      for file in lent { shelf.add(file) }
      return spare
    }
    return nil
  }

  /// Only the calendars of a folder `workflows/`; broken ones are left out and named in `diagnostics`. A folder without
  /// `calendars/` throws `UnreadableFolder`.
  package func loadCalendars(_ folder: String) throws -> Loaded {
    load(try DefinitionFolder("\(folder)/calendars").files())
  }

  /// The files of a folder `workflows/`, unread; of one that is too large, enough to see that.
  package static func files(of folder: String) throws(UnreadableFolder) -> [DefinitionFile] {
    try DefinitionFolder(folder).files()
  }

  /// Returns the first place in a folder `workflows/` that others can change, as the folder, a file or a folder in it;
  /// nil if there is none.
  package static func writableByOthers(in folder: String) -> String? { DefinitionFolder(folder).writableByOthers() }

  /// Files that are already in memory; a file's kind is what its content says it is.
  package func load(_ files: [DefinitionFile]) -> Loaded { load(parsed: [], files) }

  /// The same beside files that have been read as YAML before.
  package func load(parsed: [ParsedFile], _ files: [DefinitionFile]) -> Loaded {
    var shelf = DefinitionShelf(proof, staffing)
    for file in parsed { shelf.add(file) }
    for file in files { shelf.add(file) }
    return shelf.loaded()
  }
}
