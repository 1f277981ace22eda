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
    /// The other folder from which calendars and classes came that this one lacks.
    package var spare: String?

    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// Whether calendars or classes are named that are not there.
    fileprivate var lacksOthers: Bool {
      diagnostics.contains { $0.code == "unknown-calendar" || $0.code == "unknown-scheme" }
    }
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
    let files = try DefinitionFolder(folder).files()
    var loaded = load(files)
    if loaded.lacksOthers { loaded = lending(to: files) ?? loaded }
    if strictness == .all, loaded.hasErrors { throw InvalidDefinition(loaded.diagnostics) }
    return loaded
  }

  /// The files beside the calendars and classes of a spare folder; what is wrong there is not told.
  private func lending(to files: [DefinitionFile]) -> Loaded? {
    for spare in spares {
      let lent = ["calendars", "classes"].flatMap { (try? DefinitionFolder("\(spare)/\($0)").ownFiles()) ?? [] }
      guard !lent.isEmpty else { continue }
      let names = Set(files.map(\.name))
      var loaded = load(files + lent.filter { !names.contains($0.name) })
      loaded.diagnostics.removeAll { !names.contains($0.file) }
      loaded.spare = spare
      return loaded
    }
    return nil
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
