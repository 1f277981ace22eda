import Logging
import LookbackCEL
import LookbackCore
import LookbackDefinition
import LookbackPostgres
import LookbackTesting
import LookbackTime
import LookbackYAML
import Testing

@testable import LookbackRuntime
@testable import LookbackStore

/// A migrated database of one's own with a clerk in it, and engines on it.
struct Office: Sendable {
  static let clerk = Actor.person(code: "wang", posts: [Post(name: "clerk", unit: "desk")])
  static let start = Moment(microseconds: 1_550_000_000_000_000)

  let conninfo: String
  let store: Store
  let published: PublishedLibrary

  /// - Parameter testClock: where the office's clock stands; nil for the real clock.
  init(
    conninfo: String? = nil, testClock: Moment? = Office.start, connections: Int = 6,
    files: [DefinitionFile] = TicketWorkflow.files, workflow: String = "ticket",
    pooling: ConnectionConfiguration.Pooling = .session
  ) async throws {
    let isNew = conninfo == nil
    if let conninfo { self.conninfo = conninfo } else { self.conninfo = try await Self.database() }
    var configuration = Self.configuration(self.conninfo)
    configuration.pooling = pooling
    store = Store(ConnectionPool(configuration, size: connections, timeout: .seconds(120)))
    let loaded = LibraryLoader().load(files)
    try #require(loaded.diagnostics.filter { $0.severity == .error }.isEmpty, "\(loaded.diagnostics)")
    let digest = [UInt8](repeating: 7, count: 32)
    let references = loaded.library.workflows.keys.filter { $0.name == workflow }
    published = PublishedLibrary(
      library: loaded.library, digests: Dictionary(uniqueKeysWithValues: references.map { ($0, digest) }))
    guard isNew else { return }
    if let testClock { try #require(try await store.setClock(to: testClock, by: .daemon)) }
    try await staff()
  }

  /// Adds the clerk.
  func staff() async throws {
    try await store.add(UnitLine(code: "desk", name: "desk", documentCode: nil), by: .daemon)
    try await store.add(PersonLine(code: "wang", name: "wang", uid: nil, posts: []), by: .daemon)
    try await store.add(PostLine(person: "wang", post: Post(name: "clerk", unit: "desk")), by: .daemon)
  }

  static func configuration(_ conninfo: String) -> ConnectionConfiguration {
    var configuration = ConnectionConfiguration.testing(conninfo)
    configuration.lockTimeout = .seconds(5)
    configuration.logger = quiet
    return configuration
  }

  static let quiet: Logger = {
    var logger = Logger(label: "test")
    logger.logLevel = .error
    return logger
  }()

  private static func database() async throws -> String {
    try await TestCluster.shared.database(from: "lookback_runtime") { conninfo in
      let connection = try await Connection.connect(configuration(conninfo))
      _ = try await Migrator(connection).migrate()
      await connection.close()
    }
  }

  static func migrate(_ conninfo: String) async throws {
    let connection = try await Connection.connect(configuration(conninfo))
    _ = try await Migrator(connection).migrate()
    await connection.close()
  }

  func engine(_ settings: EngineSettings = EngineSettings(), wakeup: TimerWakeup = TimerWakeup()) -> Engine {
    Engine(store: store, libraries: CurrentLibrary(published), wakeup: wakeup, settings: settings, logger: Self.quiet)
  }

  func sql(_ text: String) async throws {
    let connection = try await Connection.connect(Self.configuration(conninfo))
    try await connection.run { try $0.script(text) }
    await connection.close()
  }

  func history(_ id: CaseID) async throws -> [CaseEvent] {
    try await store.history(of: id).map(\.event)
  }

  func expectSoundChains() async throws {
    let found = try await store.verify(library: published.library)
    #expect(found.faults.isEmpty)
  }

  static func open(
    _ id: String, _ target: CaseID, _ data: [String: Value] = [:], workflow: String = "ticket"
  ) -> Command {
    Command(
      id: CommandID(id), target: target, request: .open(workflow: workflow, data: data), actor: clerk,
      via: "test")
  }

  static func fire(_ id: String, _ target: CaseID, _ event: String, _ data: [String: Value] = [:]) -> Command {
    Command(
      id: CommandID(id), target: target, request: .fire(event: event, track: nil, data: data),
      actor: clerk, via: "test")
  }
}

extension Outcome {
  var receipt: Receipt? {
    switch self {
    case .done(let receipt), .replayed(let receipt): receipt
    case .rejected, .unavailable, .unknown: nil
    }
  }

  var isDone: Bool {
    if case .done = self { return true }
    return false
  }

  var isReplayed: Bool {
    if case .replayed = self { return true }
    return false
  }
}
