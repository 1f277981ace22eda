import LookbackPostgres
import LookbackTesting
import Testing

/// Commits whose outcome nobody knows. The standby that they wait for does not exist; only sessions that ask for
/// synchronous commits wait for it.
@Suite("A commit without an answer is unknown, never a success or a failure")
struct CommitUnknownTests {
  private static let waiting = Task {
    try await TestCluster.create(settings: ["synchronous_standby_names": "ghost", "synchronous_commit": "local"])
  }

  private let insert = Statement("insert_number", "INSERT INTO number VALUES (1)")

  enum Shape: String, CaseIterable, CustomTestStringConvertible {
    case transaction, pipeline, wholePipeline
    var testDescription: String { rawValue }
  }

  /// Two connections to one database: one that waits for the ghost, one that does not.
  private func connections(deadline: Duration) async throws -> (waiting: Connection, other: Connection) {
    var configuration = ConnectionConfiguration.testing(try await Self.waiting.value.database())
    configuration.commitDeadline = deadline
    let other = try await Connection.connect(configuration)
    try await other.run { try $0.script("CREATE TABLE number (n int8)") }
    configuration.settings["synchronous_commit"] = "on"
    return (try await Connection.connect(configuration), other)
  }

  private func insertAndCommit(_ shape: Shape, _ connection: Connection) async -> PostgresError? {
    await failure {
      try await connection.run { connection in
        switch shape {
        case .transaction: try connection.transaction { _ = try connection.query(insert) }
        case .pipeline: try connection.transaction { _ = try connection.pipeline([(insert, []), (.commit, [])]) }
        case .wholePipeline: _ = try connection.pipeline([(.begin, []), (insert, []), (.commit, [])])
        }
      }
    }
  }

  private static let isWaiting = """
    EXISTS (SELECT FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'SyncRep')
    """

  @Test("a commit past its deadline is unknown, blocks nobody else and is not cancelled", arguments: Shape.allCases)
  func deadlinePasses(_ shape: Shape) async throws {
    let (waiting, other) = try await connections(deadline: .seconds(3))
    let backend = Parameter.int4(await waiting.backendID)
    async let outcome = insertAndCommit(shape, waiting)
    try await other.waitUntil(Self.isWaiting, [backend])
    let error = await outcome
    #expect(error?.kind == .commitUnknown)
    #expect(error?.isRetryable == false)
    #expect(await !waiting.isUsable)
    try await other.waitUntil(Self.isWaiting, [backend])
    try await other.waitUntil("pg_terminate_backend($1, 5000)", [backend])
  }

  @Test("a commit whose backend is terminated is unknown, although the row is there", arguments: Shape.allCases)
  func backendIsTerminated(_ shape: Shape) async throws {
    let (waiting, other) = try await connections(deadline: .seconds(120))
    let backend = Parameter.int4(await waiting.backendID)
    async let outcome = insertAndCommit(shape, waiting)
    try await other.waitUntil(Self.isWaiting, [backend])
    try await other.waitUntil("pg_terminate_backend($1, 5000)", [backend])
    let error = await outcome
    #expect(error?.kind == .commitUnknown)
    #expect(error?.sqlState == "57P01")
    try await other.waitUntil("EXISTS (SELECT FROM number)")
  }

  @Test("a commit that a third party cancels is unknown, although the server says COMMIT", arguments: Shape.allCases)
  func waitIsCancelled(_ shape: Shape) async throws {
    let (waiting, other) = try await connections(deadline: .seconds(120))
    let backend = Parameter.int4(await waiting.backendID)
    async let outcome = insertAndCommit(shape, waiting)
    try await other.waitUntil(Self.isWaiting, [backend])
    try await other.waitUntil("pg_cancel_backend($1)", [backend])
    let error = await outcome
    #expect(error?.kind == .commitUnknown)
    #expect(error?.sqlState == "01000")
    #expect(await waiting.isUsable)
  }

  @Test("a statement outside a transaction whose wait is cancelled is unknown as well")
  func implicitCommitIsCancelled() async throws {
    let (waiting, other) = try await connections(deadline: .seconds(120))
    let backend = Parameter.int4(await waiting.backendID)
    async let outcome = failure { try await waiting.run { _ = try $0.query(insert) } }
    try await other.waitUntil(Self.isWaiting, [backend])
    try await other.waitUntil("pg_cancel_backend($1)", [backend])
    #expect(await outcome?.kind == .commitUnknown)
  }
}

@Suite("Lost connections")
struct LostConnectionTests {
  @Test("a server killed in mid-transaction is a lost connection, and after its return a pool goes on by itself")
  func serverIsKilled() async throws {
    let cluster = try await TestCluster.create()
    let configuration = ConnectionConfiguration.testing(try await cluster.database())
    let pool = ConnectionPool(configuration, size: 2, timeout: .seconds(120), probeAfter: .zero)
    let insert = Statement("insert_number", "INSERT INTO number VALUES ($1)")
    try await pool.withConnection { try await $0.run { try $0.script("CREATE TABLE number (n int8)") } }
    let opened = Signal()
    async let outcome = failure {
      try await pool.withConnection { connection in
        _ = try await connection.pipeline([(.begin, []), (insert, [.int8(1)])])
        await cluster.kill9()
        opened.fire()
        while true { _ = try await connection.query(insert, [.int8(2)]) }
      }
    }
    await opened.wait()
    let error = await outcome
    #expect(error?.kind == .connection)
    #expect(error?.isRetryable == true)
    try await cluster.start()
    let count = try await pool.withConnection { connection in
      try await connection.run { connection in
        _ = try connection.query(insert, [.int8(3)])
        return try connection.query(Statement("count", "SELECT count(*) FROM number"))[0].int8(0)
      }
    }
    #expect(count == 1)
    await pool.close()
    await cluster.remove()
  }

  @Test("a backend terminated in a statement is a lost connection with the server's reason")
  func backendIsTerminated() async throws {
    let victim = try await Connection.fresh()
    let other = try await Connection.connect(victim.configuration)
    let backend = Parameter.int4(await victim.backendID)
    async let outcome = failure { try await victim.run { _ = try $0.query(Statement("long", "SELECT pg_sleep(60)")) } }
    try await other.waitUntil(
      "EXISTS (SELECT FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'PgSleep')", [backend])
    try await other.waitUntil("pg_terminate_backend($1, 5000)", [backend])
    let error = await outcome
    #expect(error?.kind == .connection)
    #expect(error?.sqlState == "57P01")
    #expect(error?.statement == "long")
    #expect(await !victim.isUsable)
    #expect(await failure { try await victim.run { _ = try $0.query(.begin) } }?.kind == .connection)
  }

  @Test("a lost connection at rest is found by a probe and replaced by the pool")
  func lossAtRestIsFound() async throws {
    let other = try await Connection.fresh()
    let pool = ConnectionPool(other.configuration, size: 1, timeout: .seconds(120), probeAfter: .zero)
    let statement = Statement("backend", "SELECT pg_backend_pid()")
    let first = try await pool.withConnection { try await $0.run { try $0.query(statement)[0].int4(0) } }
    try await other.waitUntil("pg_terminate_backend($1, 5000)", [.int4(first)])
    let second = try await pool.withConnection { try await $0.run { try $0.query(statement)[0].int4(0) } }
    #expect(first != second)
    await pool.close()
  }

  @Test("a lock that is not granted in time is retryable")
  func lockTimesOut() async throws {
    let holder = try await Connection.fresh()
    var configuration = holder.configuration
    configuration.lockTimeout = .milliseconds(20)
    let waiter = try await Connection.connect(configuration)
    try await holder.script("CREATE TABLE number (n int8)")
    let lock = Statement("lock", "LOCK TABLE number")
    _ = try await holder.pipeline([(.begin, []), (lock, [])])
    let error = await failure {
      try await waiter.run { _ = try $0.pipeline([(.begin, []), (lock, []), (.commit, [])]) }
    }
    #expect(error?.sqlState == "55P03")
    #expect(error?.kind == .server)
    #expect(error?.isRetryable == true)
  }
}

/// Something that happens once and that tests wait for.
struct Signal: Sendable {
  private let stream: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init() {
    (stream, continuation) = AsyncStream.makeStream()
  }

  func fire() { continuation.finish() }

  func wait() async {
    for await _ in stream {}
  }
}
