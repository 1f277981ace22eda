import CLibpq
import Synchronization

/// A session with PostgreSQL on a thread of its own, so that libpq may block.
///
/// A whole transaction belongs into one `run`: its body is synchronous and costs one hop to that thread. A connection
/// that broke stays broken; the pool replaces it.
package actor Connection {
  /// What the session was opened with.
  package nonisolated let configuration: ConnectionConfiguration
  private nonisolated let executor: ThreadExecutor
  /// Whether the last body left the session usable and outside a transaction, and nothing was sent since.
  private nonisolated let settled = Atomic(false)
  private var openLink: Link?
  var prepared = PreparedStatements()
  var arena = WireBuffer()
  /// The planning that the session uses at present; nil while that is not certain.
  var planning: Statement.Planning? = .freely
  var planAge = PlanExpiry()

  /// The executor of this connection, which owns one thread.
  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// Opens a session and applies the settings of the configuration.
  /// - Throws: `PostgresError` of kind `.connection` with the message of libpq.
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

  /// Runs the body on the connection's thread; no other body runs in between. Returns what the body returns.
  ///
  /// A transaction that the body leaves open is rolled back. If the body threw, its error is thrown on; if it did not,
  /// an error of kind `.misuse` is thrown.
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

  /// Whether the connection can be lent again as it is. This is read without a hop to the connection's thread, which
  /// would cost as much as a small statement.
  nonisolated var isSettled: Bool { settled.load(ordering: .acquiring) }

  /// Marks the session as not settled. Every function that sends anything calls this first, however it ends.
  func unsettle() { settled.store(false, ordering: .releasing) }

  /// Whether the connection is open and not broken.
  package var isUsable: Bool { openLink.map { !$0.isBroken } ?? false }

  /// Checks without waiting whether the server has closed the connection. Returns false if it has.
  package func probe() -> Bool {
    unsettle()
    return openLink?.probe() ?? false
  }

  /// The server's version, e.g. 150018 for 15.18; 0 if the connection is closed.
  package var serverVersion: Int { openLink.map { Int(PQserverVersion($0.handle)) } ?? 0 }

  /// The process number of the server's backend; 0 if the connection is closed.
  package var backendID: Int32 { openLink.map { PQbackendPID($0.handle) } ?? 0 }

  /// Ends the session with the server. Later calls throw an error of kind `.closed`.
  package func close() {
    unsettle()
    openLink = nil
  }

  /// Returns the open libpq connection. Throws an error of kind `.closed` or `.connection` if there is none that works.
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
