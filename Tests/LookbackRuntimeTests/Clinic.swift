import LookbackPostgres
import LookbackTesting
import LookbackTime

@testable import LookbackRuntime
@testable import LookbackStore

/// A durable server for the doctor to look over, and databases on it that are well until a test makes them ill.
struct Clinic: Sendable {
  /// The way to the database as its owner.
  let conninfo: String

  private static let starting = Task {
    try await TestCluster.create(settings: ["max_prepared_transactions": "5"], durability: .full)
  }

  init() async throws { try await self.init(on: try await Self.starting.value) }

  /// On another server.
  init(on cluster: TestCluster) async throws {
    conninfo = try await cluster.database(from: "clinic") { conninfo in
      try await Office.migrate(conninfo)
      let administrator = try await Connection.connect(Office.configuration(conninfo))
      try await administrator.run { try $0.script("grant pg_read_all_stats to lookbackd") }
      await administrator.close()
    }
    let store = Store(ConnectionPool(Office.configuration(conninfo), size: 1, patience: .seconds(120)))
    try await PartitionService(store: store).runOnce()
    await store.pool.close()
  }

  /// A database that was made in another way.
  init(creating options: String) async throws {
    let cluster = try await Self.starting.value
    let maintenance = try await Connection.connect(Office.configuration(cluster.conninfo))
    try await maintenance.run { try $0.script("create database odd \(options)") }
    await maintenance.close()
    conninfo = cluster.conninfo(to: "odd")
    try await Office.migrate(conninfo)
  }

  var daemon: String { conninfo.replacing("user=postgres", with: "user=lookbackd") }

  /// What the doctor finds.
  /// - Parameters:
  ///   - conninfo: as whom it looks; by default as the daemon.
  ///   - settings: of its session.
  func ailments(
    as conninfo: String? = nil, settings: [String: String] = [:], connections: Int = 6,
    tolerance: Thresholds = Thresholds(), clockOffset: Int64 = 0
  ) async throws -> [HealthFinding] {
    var configuration = Office.configuration(conninfo ?? daemon)
    configuration.settings = settings
    let pool = ConnectionPool(configuration, size: 1, patience: .seconds(120))
    let doctor = Doctor(store: Store(pool), connections: connections, tolerance: tolerance) {
      Doctor.machineClock.adding(microseconds: clockOffset)
    }
    let found = try await doctor.ailments()
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
    try await Connection.connect(Office.configuration(conninfo + more))
  }
}
