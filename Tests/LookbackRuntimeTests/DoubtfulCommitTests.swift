import Glibc
import Logging
import LookbackCEL
import LookbackCore
import LookbackPostgres
import LookbackTesting
import Testing

@testable import LookbackRuntime
@testable import LookbackStore

/// A standby that commits wait for goes away, and the wait of one commit is cut short.
@Suite("a commit that only this server has", .serialized, .timeLimit(.minutes(10)))
struct DoubtfulCommitTests {
  /// How the wait for the standby ends without the standby.
  enum Cut: String, CaseIterable, Sendable {
    case cancelled, terminated, backendKilled, serverKilled
  }

  private struct Pair {
    let primary: TestCluster
    let standby: TestCluster
    let office: Office

    init() async throws {
      primary = try await TestCluster.create(durability: .full)
      let conninfo = try await primary.database()
      try await Office.migrate(conninfo)
      let office = try await Office(conninfo: conninfo)
      try await office.staff()
      self.office = office
      standby = try await TestCluster.standby(of: primary)
      try await primary.waitForStandby()
    }

    /// An engine that remembers nothing of what others went through.
    func engine() -> (engine: Engine, pool: ConnectionPool) {
      var configuration = Office.configuration(office.conninfo)
      configuration.commitDeadline = .seconds(2)
      configuration.logger.logLevel = .critical
      let pool = ConnectionPool(configuration, size: 3, timeout: .seconds(5))
      var settings = EngineSettings()
      settings.retryTimeout = .seconds(2)
      let libraries = CurrentLibrary(office.published)
      var logger = Office.quiet
      logger.logLevel = .critical
      return (Engine(store: Store(pool), libraries: libraries, settings: settings, logger: logger), pool)
    }

    /// The server process that waits for the standby; returns when there is one.
    func waiting() async throws -> Int32 {
      let ask = Statement("waiting", "select pid from pg_stat_activity where wait_event = 'SyncRep'")
      let connection = try await Connection.connect(Office.configuration(primary.conninfo))
      var found: Int32?
      try await Waiting.until("a commit waits for the standby") {
        found = try await connection.run { try $0.query(ask).first?.int4(0) }
        return found != nil
      }
      await connection.close()
      return try #require(found)
    }

    func cut(_ cut: Cut) async throws {
      let pid = try await waiting()
      let connection = try await Connection.connect(Office.configuration(primary.conninfo))
      switch cut {
      case .cancelled: try await connection.run { try $0.script("select pg_cancel_backend(\(pid))") }
      case .terminated: try await connection.run { try $0.script("select pg_terminate_backend(\(pid))") }
      case .backendKilled: #expect(kill(pid, SIGKILL) == 0)
      case .serverKilled:
        await primary.kill9()
        try await primary.start()
      }
      await connection.close()
    }
  }

  @Test(
    "is never acknowledged while no standby is there, to nobody, and done once when it is back",
    arguments: Cut.allCases)
  func onlyHere(cut: Cut) async throws {
    let pair = try await Pair()
    let (first, pool) = pair.engine()
    let command = Office.open("only here", first.newCaseID(), ["number": .string("W1")])
    #expect(await first.submit([Office.open("before", first.newCaseID(), ["number": .string("W0")])])[0].isDone)
    try await pair.standby.stopFollowing()

    async let answered = first.submit([command])
    try await pair.cut(cut)
    let answer = await answered
    #expect(answer[0] == .unknown, "\(answer)")
    let repeated = await first.submit([command])
    #expect(repeated[0].receipt == nil, "\(repeated)")
    let (second, otherPool) = pair.engine()
    let elsewhere = await second.submit([command])
    #expect(elsewhere[0].receipt == nil, "\(elsewhere)")

    try await pair.standby.followAgain(pair.primary)
    var last = await second.submit([command])[0]
    while last.receipt == nil { last = await second.submit([command])[0] }
    #expect(try await pair.office.history(try #require(last.receipt).case).count == 1)
    for pool in [pool, otherPool, pair.office.store.pool] { await pool.close() }
    await pair.primary.remove()
    await pair.standby.remove()
  }
}
