import CLibpq
import Synchronization

/// A session with PostgreSQL on a thread of its own, so that libpq may block.
///
/// Put a whole transaction into one `run`: its body is synchronous and costs one hop to that thread.
/// A connection that broke stays broken; the pool replaces it.
package actor Connection {
  /// What the session was opened with.
  package nonisolated let configuration: ConnectionConfiguration
  private nonisolated let executor: ThreadExecutor
  /// Whether the last body left the session sound and outside a transaction, and nothing was sent since.
  private nonisolated let settled = Atomic(false)
  private var openLink: Link?
  var prepared = PreparedStatements()
  var arena = WireBuffer()
  /// How the session plans at present; nil where that is not certain.
  var planning: Statement.Planning? = .freely
  var planAge = PlanExpiry()

  /// The thread of this connection.
  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// Opens a session with the settings of the configuration applied.
  /// - Throws: `PostgresError` of kind `.connection` with libpq's words.
  package static func connect(_ configuration: ConnectionConfiguration) async throws -> Connection {
    let connection = Connection(configuration, try ThreadExecutor(name: "postgres"))
    try await connection.open()
    return connection
  }

  private init(_ configuration: ConnectionConfiguration, _ executor: ThreadExecutor) {
    self.configuration = configuration
    self.executor = executor
  }

  deinit { executor.stop() }

  /// Runs the body on the connection's thread, with nobody else in between.
  ///
  /// A transaction that the body leaves open is rolled back: with the body's error when it threw, else with an error of
  /// kind `.misuse`.
  package func run<R: Sendable>(_ body: @Sendable (isolated Connection) throws -> R) async throws -> R {
    let result: R
    do { result = try body(self) } catch {
      rollBackIfOpen()
      throw error
    }
    guard !isInTransaction else {
      rollBackIfOpen()
      throw PostgresError(.misuse, "a body left its transaction open; it was rolled back")
    }
    if isUsable { settled.store(true, ordering: .releasing) }
    return result
  }

  /// Read without a hop to the connection's thread, which costs as much as a small statement.
  nonisolated var isSettled: Bool { settled.load(ordering: .acquiring) }

  /// Whoever sends anything, however it ends, says so first.
  func unsettle() { settled.store(false, ordering: .releasing) }

  /// False once the connection broke or was closed.
  package var isUsable: Bool { openLink.map { !$0.isBroken } ?? false }

  /// Looks, without waiting, whether the server has hung up meanwhile.
  package func probe() -> Bool {
    unsettle()
    return openLink?.probe() ?? false
  }

  /// The server's version, e.g. 150018 for 15.18; 0 when closed.
  package var serverVersion: Int { openLink.map { Int(PQserverVersion($0.handle)) } ?? 0 }

  /// The process number of the server's backend, 0 when closed.
  package var backendID: Int32 { openLink.map { PQbackendPID($0.handle) } ?? 0 }

  /// Says goodbye to the server. Later calls throw an error of kind `.closed`.
  package func close() {
    unsettle()
    openLink = nil
  }

  func link() throws -> Link {
    guard let openLink else { throw PostgresError(.closed, "the connection is closed; take another one from the pool") }
    guard !openLink.isBroken else {
      throw PostgresError(.connection, "the connection broke earlier; take another one from the pool")
    }
    return openLink
  }

  private func open() throws {
    let link = try Link(configuration)
    guard PQenterPipelineMode(link.handle) == 1 else { throw link.failure() }
    openLink = link
  }
}
