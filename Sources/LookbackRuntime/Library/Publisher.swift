package import Logging
import LookbackCore
package import LookbackStore
import LookbackYAML

/// Takes definitions into use: reads a folder, publishes what is new, immutable, and makes the library to decide with.
package struct Publisher: Sendable {
  private let store: Store
  private let logger: Logger

  package init(store: Store, logger: Logger = Logger(label: "definitions")) {
    self.store = store
    self.logger = logger
  }

  /// Publishes what is new in the folder, for every tenant, and returns everything that is published.
  /// - Throws: `RefusedDefinitions` when a file is wrong or a published version was changed; nothing is published then.
  package func publish(folder: String) async throws -> PublishedLibrary {
    let content = try FolderContent(folder: folder)
    for tenant in try await store.tenants() {
      let published = try await store.definitions(tenant: tenant)
      let changes = content.changes(of: published)
      guard changes.isEmpty else { throw RefusedDefinitions(diagnostics: changes, sources: content.sources) }
      let known = Set(published.map(\.key))
      let new = content.entries.map(\.line).filter { !known.contains($0.key) }
      guard !new.isEmpty else { continue }
      let results = try await store.publish(new, tenant: tenant)
      // Another daemon published other text under the same version in between.
      guard !results.contains(.conflict) else { return try await publish(folder: folder) }
      for line in new {
        logger.notice(
          "a definition is published",
          metadata: ["kind": "\(line.kind.rawValue)", "name": "\(line.name)", "version": "\(line.version)"])
      }
    }
    return try await library(beside: content)
  }

  /// Everything that is published, without a folder.
  package func published() async throws -> PublishedLibrary {
    try await library(beside: FolderContent(sources: [:]))
  }

  private func library(beside content: FolderContent) async throws -> PublishedLibrary {
    var published: [DefinitionLine] = []
    if let tenant = try await store.tenants().first { published = try await store.definitions(tenant: tenant) }
    let loaded = LibraryLoader().load(content.files + content.retained(of: published).map(\.asFile))
    for diagnostic in loaded.diagnostics where diagnostic.severity == .error {
      logger.error("a published definition can no longer be read", metadata: ["reason": "\(diagnostic)"])
    }
    let workflows = (published + content.entries.map(\.line)).filter { $0.kind == .workflow }
    let digests = workflows.map { (WorkflowReference(name: $0.name, version: $0.version), $0.digest) }
    return PublishedLibrary(library: loaded.library, digests: Dictionary(digests) { first, _ in first })
  }
}
