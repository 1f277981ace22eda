package import LookbackCore
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

  package init(_ proof: Proof = .all, staffing: Staffing? = nil) {
    self.proof = proof
    self.staffing = staffing
  }

  /// Throws `UnreadableFolder`, or `InvalidDefinition` with all diagnostics of all files.
  package func load(_ folder: String, _ strictness: Strictness = .all) throws -> Loaded {
    let files = try DefinitionFolder(folder).files()
    let loaded = load(files)
    if strictness == .all, loaded.hasErrors { throw InvalidDefinition(loaded.diagnostics) }
    return loaded
  }

  /// Only the calendars of a folder `workflows/`; broken ones are left out and named in `diagnostics`. A folder without
  /// `calendars/` throws `UnreadableFolder`.
  package func loadCalendars(_ folder: String) throws -> Loaded {
    load(try DefinitionFolder("\(folder)/calendars").files())
  }

  /// Files that are already in memory; a file's kind is what its content says it is.
  package func load(_ files: [DefinitionFile]) -> Loaded {
    var shelf = DefinitionShelf(proof, staffing)
    for file in files { shelf.add(file) }
    return shelf.loaded()
  }
}
