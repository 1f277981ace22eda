import Logging
import LookbackPostgres
import LookbackRuntime
import LookbackTesting
import LookbackTime

@testable import LookbackOperations
@testable import LookbackStore

/// A database on a durable server, in which the health check finds nothing until a test makes something wrong.
struct HealthyDatabase: Sendable {
  /// The way to the database as its owner.
  let conninfo: String

  private static let starting = Task {
    try await TestCluster.create(settings: ["max_prepared_transactions": "5"], durability: .full)
  }

  init() async throws { try await self.init(on: try await Self.starting.value) }

  /// On another server.
  init(on cluster: TestCluster) async throws {
    conninfo = try await cluster.database(from: "healthy") { conninfo in
      try await HealthyDatabase.migrate(conninfo)
      let administrator = try await Connection.connect(HealthyDatabase.configuration(conninfo))
      try await administrator.run { try $0.script("grant pg_read_all_stats to lookbackd") }
      await administrator.close()
    }
    let store = Store(ConnectionPool(HealthyDatabase.configuration(conninfo), size: 1, timeout: .seconds(120)))
    try await PartitionService(store: store).runOnce()
    await store.pool.close()
  }

  /// A database that was made in another way.
  init(creating options: String) async throws {
    let cluster = try await Self.starting.value
    let maintenance = try await Connection.connect(HealthyDatabase.configuration(cluster.conninfo))
    try await maintenance.run { try $0.script("create database odd \(options)") }
    await maintenance.close()
    conninfo = cluster.conninfo(to: "odd")
    try await HealthyDatabase.migrate(conninfo)
  }

  static func configuration(_ conninfo: String) -> ConnectionConfiguration {
    var configuration = ConnectionConfiguration.testing(conninfo)
    configuration.lockTimeout = .seconds(5)
    configuration.logger = Logger(label: "test")
    configuration.logger.logLevel = .error
    return configuration
  }

  private static func migrate(_ conninfo: String) async throws {
    let connection = try await Connection.connect(configuration(conninfo))
    _ = try await Migrator(connection).migrate()
    await connection.close()
  }

  var daemon: String { conninfo.replacing("user=postgres", with: "user=lookbackd") }

  /// What the health check finds.
  /// - Parameters:
  ///   - conninfo: as whom it looks; by default as the daemon.
  ///   - settings: of its session.
  func findings(
    as conninfo: String? = nil, settings: [String: String] = [:], connections: Int = 6,
    thresholds: Thresholds = Thresholds(), clockOffset: Int64 = 0
  ) async throws -> [HealthFinding] {
    var configuration = HealthyDatabase.configuration(conninfo ?? daemon)
    configuration.settings = settings
    let pool = ConnectionPool(configuration, size: 1, timeout: .seconds(120))
    let check = HealthCheck(store: Store(pool), connections: connections, thresholds: thresholds) {
      HealthCheck.machineClock.adding(microseconds: clockOffset)
    }
    let found = try await check.findings()
    await pool.close()
    return found
  }

  /// As the owner.
  func sql(_ text: String) async throws {
    let connection = try await session()
    try await connection.run { try $0.script(text) }
    await connection.close()
  }

  func session(_ more: String = "") async throws -> Connection {
    try await Connection.connect(HealthyDatabase.configuration(conninfo + more))
  }
}
