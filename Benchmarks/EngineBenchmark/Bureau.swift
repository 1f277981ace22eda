import BenchWorkflow
import Foundation
import Logging
import LookbackCEL
import LookbackCore
import LookbackPostgres
import LookbackRuntime
import LookbackStore
import LookbackTesting
import LookbackTime

/// A database with the tables, one person, and the workflow of the benchmark published.
struct Bureau: Sendable {
  static let actor = Actor.person(code: BenchWorkflow.clerk, posts: [])

  let conninfo: String
  let pool: ConnectionPool
  let store: Store
  let published: PublishedLibrary

  static let settings = [
    "shared_buffers": "1GB", "min_wal_size": "2GB", "max_wal_size": "8GB", "checkpoint_timeout": "15min",
    "track_commit_timestamp": "on", "shared_preload_libraries": "",
  ]

  static let quiet: Logger = {
    var logger = Logger(label: "bench")
    logger.logLevel = .error
    return logger
  }()

  static func open(on cluster: TestCluster) async throws -> Bureau {
    let conninfo = try await cluster.database()
    let connection = try await Connection.connect(configuration(conninfo))
    _ = try await Migrator(connection).migrate()
    await connection.close()
    let pool = ConnectionPool(configuration(conninfo), size: 8)
    let store = Store(pool)
    try await store.add(UnitLine(code: "desk", name: "desk", documentCode: "D"), by: .daemon)
    let uid = Int64(geteuid())
    try await store.add(PersonLine(code: BenchWorkflow.clerk, name: "clerk", uid: uid), by: .daemon)
    for post in ["clerk", "director"] {
      let line = PostLine(person: BenchWorkflow.clerk, post: Post(name: post, unit: "desk"))
      try await store.add(line, by: .daemon)
    }
    let publisher = Publisher(store: store, logger: quiet)
    _ = try await publisher.publish(BenchWorkflow.files, by: .daemon)
    try await PartitionService(store: store).runOnce()
    return Bureau(conninfo: conninfo, pool: pool, store: store, published: try await publisher.library())
  }

  static func configuration(_ conninfo: String) -> ConnectionConfiguration {
    ConnectionConfiguration(conninfo: conninfo, statementTimeout: .seconds(600), logger: quiet)
  }

  func engine(wakeup: TimerWakeup = TimerWakeup(), counters: EngineCounters = EngineCounters()) -> Engine {
    Engine(store: store, libraries: CurrentLibrary(published), wakeup: wakeup, counters: counters, logger: Self.quiet)
  }

  static func open(_ id: String, _ target: CaseID, number: String? = nil) -> Command {
    var data: [String: Value] = ["subject": .string("On the care for the old in villages without a road of their own")]
    if let number { data["number"] = .string(number) }
    return Command(
      id: CommandID(id), target: target, request: .open(workflow: BenchWorkflow.name, data: data),
      actor: actor, via: "bench")
  }

  static func fire(_ id: String, _ target: CaseID, _ event: String) -> Command {
    Command(
      id: CommandID(id), target: target, request: .fire(event: event, track: nil, data: [:]),
      actor: actor, via: "bench")
  }

  /// The first column of the first row.
  func number(_ sql: String) async throws -> Int64 {
    let statement = Statement("n\(sql.hashValue)", "select (\(sql))::int8")
    return try await pool.withConnection { connection in
      try await connection.run { c in try c.query(statement).first?.optionalInt8(0) ?? 0 }
    }
  }

  /// Leaves segments of the log to be written again, as a server has that has run for a while. A new one makes each
  /// anew, fills it with zeros and waits for the disk, some 40 ms.
  func layInLog() async throws {
    try await sql(
      """
      do $$ begin
        for i in 1..128 loop perform pg_logical_emit_message(false, 'bench', ''), pg_switch_wal(); end loop;
      end $$
      """)
    try await writeOut()
  }

  /// Cleans up after what was done so far, so that what is measured next does not pay for it.
  func settle() async throws { try await sql("vacuum analyze") }

  /// Writes out what was done so far: half a minute later the system would do so by itself, hundreds of megabytes at
  /// once, and whoever commits meanwhile would wait for them.
  func writeOut() async throws {
    try await sql("checkpoint")
    sync()
  }

  func sql(_ text: String) async throws {
    try await pool.withConnection { connection in try await connection.run { try $0.script(text) } }
  }
}
