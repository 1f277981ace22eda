package import LookbackCore
package import LookbackRuntime
package import LookbackStore
package import LookbackTime

/// What the API works with: the engine for every change of a case, a store for reading and for small changes of the
/// organisation, and the acts of the daemon itself.
package struct Operations: Sendable {
  package var engine: Engine
  package var store: Store
  package var library: CurrentLibrary
  /// Moves the office's test clock forward to a moment, and returns how many timers fired.
  package var advanceClock: @Sendable (Moment, Initiator) async throws -> Int
  /// Checks and publishes definition files, given by name and text. Throws `RefusedDefinitions` if one has an error.
  package var publish: @Sendable ([(name: String, source: String)], Initiator) async throws -> [PublishedDefinition]
  /// Returns the library as it would be if these files were published. Throws `RefusedDefinitions` if one has an error.
  package var preview: @Sendable ([(name: String, source: String)]) async throws -> Library
  /// Returns what the daemon has counted since it started.
  package var metrics: @Sendable () async -> Metrics
  /// Where passwords are checked.
  package var signIn: SignInDesk
  package var redating: Redating
  package var migration: CaseMigration
  /// Where conditions, dry runs and large bodies are worked on.
  package var evaluators: Evaluators
  /// Where acts go on after they were answered.
  package let desk = LongOperationDesk()

  /// Puts the parts together.
  /// - Parameters:
  ///   - store: has connections of its own, so that however much is read, the engine never waits for one.
  ///   - acts: the engine's own store, for re-dating and migration.
  package init(
    engine: Engine, store: Store, acts: Store, library: CurrentLibrary, evaluators: Evaluators,
    advanceClock: @escaping @Sendable (Moment, Initiator) async throws -> Int,
    publish: @escaping @Sendable ([(name: String, source: String)], Initiator) async throws -> [PublishedDefinition],
    preview: @escaping @Sendable ([(name: String, source: String)]) async throws -> Library,
    metrics: @escaping @Sendable () async -> Metrics, signIn: SignInDesk = SignInDesk()
  ) {
    self.engine = engine
    self.store = store
    self.library = library
    self.evaluators = evaluators
    self.advanceClock = advanceClock
    self.publish = publish
    self.preview = preview
    self.metrics = metrics
    self.signIn = signIn
    redating = Redating(store: acts, engine: engine)
    migration = CaseMigration(store: acts, engine: engine, libraries: library)
  }
}

/// The result of publishing one file.
package struct PublishedDefinition: Sendable {
  /// What kind of definition it is: `workflow`, `calendar` or `classes`.
  package var kind: String
  package var name: String
  package var version: Int
  /// Whether this version was not published before.
  package var isNew: Bool
  package init(kind: String, name: String, version: Int, isNew: Bool) {
    self.kind = kind
    self.name = name
    self.version = version
    self.isNew = isNew
  }
}
