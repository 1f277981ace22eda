package import Logging
package import LookbackCore
import LookbackDefinition
package import LookbackStore
import LookbackYAML

/// Publishes definitions: it reads a folder, stores each new version as immutable, and builds the library for
/// decisions.
package struct Publisher: Sendable {
  private let store: Store
  private let logger: Logger

  package init(store: Store, logger: Logger = Logger(label: "definitions")) {
    self.store = store
    self.logger = logger
  }

  /// The result for one offered definition.
  package struct Result: Sendable, Equatable {
    package var kind: String
    package var name: String
    package var version: Int
    /// False if the same text had been published before.
    package var isNew: Bool
  }

  /// Publishes what is new in the folder.
  /// - Throws: `RefusedDefinitions` if a file is wrong or changes a published version; then nothing is published.
  @discardableResult
  package func publish(folder: String, by initiator: Initiator) async throws -> [Result] {
    try await publish(OfferedDefinitions(folder: folder), by: initiator)
  }

  /// Publishes files given by name and text, as `publish(folder:)` does.
  package func publish(
    _ files: [(name: String, source: String)], by initiator: Initiator
  ) async throws -> [Result] {
    let offered = try OfferedDefinitions(files.map { DefinitionFile(name: $0.name, bytes: Array($0.source.utf8)) })
    return try await publish(offered, by: initiator)
  }

  private func publish(_ offered: OfferedDefinitions, by initiator: Initiator) async throws -> [Result] {
    let new = Set(try await publishNew(of: offered, by: initiator))
    return offered.entries.map(\.line).map { line in
      Result(kind: line.kind.rawValue, name: line.name, version: line.version, isNew: new.contains(line.key))
    }
  }

  /// Publishes the definitions that are new.
  /// - Returns: the keys of those.
  private func publishNew(of offered: OfferedDefinitions, by initiator: Initiator) async throws -> [DefinitionKey] {
    let published = try await store.definitions()
    let problems = offered.changes(of: published) + offered.errors(beside: published)
    guard problems.isEmpty else { throw RefusedDefinitions(problems, sources: offered.sources) }
    let known = Set(published.map(\.key))
    let new = offered.entries.map(\.line).filter { !known.contains($0.key) }
    guard !new.isEmpty else { return [] }
    let results = try await store.publish(new, by: initiator)
    // Another daemon has just published another text under the same version.
    guard !results.contains(.conflict) else { return try await publishNew(of: offered, by: initiator) }
    for line in new {
      logger.notice(
        "a definition is published",
        metadata: ["kind": "\(line.kind.rawValue)", "name": "\(line.name)", "version": "\(line.version)"])
    }
    return new.map(\.key)
  }

  /// Returns the library as it would be if these files were published; nothing is published.
  /// - Throws: `RefusedDefinitions` if a file is wrong or changes a published version.
  package func preview(_ files: [(name: String, source: String)]) async throws -> Library {
    let offered = try OfferedDefinitions(files.map { DefinitionFile(name: $0.name, bytes: Array($0.source.utf8)) })
    let published = try await store.definitions()
    let problems = offered.changes(of: published) + offered.errors(beside: published)
    guard problems.isEmpty else { throw RefusedDefinitions(problems, sources: offered.sources) }
    let lines = offered.entries.map(\.line)
    return LibraryLoader(.none).load((published.inUse(beside: lines) + lines).map(\.asFile)).library
  }

  /// Returns the library of everything that is published. A definition whose text no longer has its digest is left out
  /// and logged.
  package func library() async throws -> PublishedLibrary {
    let stored = try await store.definitions()
    for line in stored where !line.isSound {
      logger.critical(
        "a published definition was altered in the database and is not used",
        metadata: ["kind": "\(line.kind.rawValue)", "name": "\(line.name)", "version": "\(line.version)"])
    }
    let published = stored.filter(\.isSound)
    let loaded = LibraryLoader(.none).load(published.inUse().map(\.asFile))
    for diagnostic in loaded.diagnostics where diagnostic.severity == .error {
      logger.error("a published definition can no longer be read", metadata: ["reason": "\(diagnostic)"])
    }
    let workflows = published.filter { $0.kind == .workflow }
    let digests = workflows.map { (WorkflowReference(name: $0.name, version: $0.version), $0.digest) }
    return PublishedLibrary(library: loaded.library, digests: Dictionary(digests) { first, _ in first })
  }
}
