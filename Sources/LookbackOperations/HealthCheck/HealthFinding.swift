/// Something that is wrong, or will be, with a database and its server.
package enum HealthFinding: Sendable, Hashable {
  case olderSchema(missing: [String])
  /// `fsync`, `synchronous_commit` or `full_page_writes` is off.
  case losesData(setting: String, value: String)
  /// Standbys are attached, and commits do not wait for any.
  case asynchronousFailover(replicas: Int64)
  /// A standby is far behind.
  case replicaLags(name: String, bytes: Int64)
  /// What other roles do in the database is hidden from this one.
  case cannotSee(role: String)
  case noAutovacuum
  case wrongEncoding(String)
  case oldServer(version: String)
  case tooFewConnections(limit: Int64, wanted: Int)
  case mayChangeHistory(role: String)
  case unguardedHistory(triggers: Int64)
  case missingPartitions(months: [String])
  case strayEvents(count: Int64)
  /// The number of partitions that a reader of one history looks into.
  case manyMonths(count: Int64)
  case deadRows(table: String, dead: Int64, live: Int64)
  case longTransaction(pid: Int32, application: String, user: String, isIdle: Bool, seconds: Double)
  case slotKeepsLog(name: String, isActive: Bool, bytes: Int64)
  case preparedTransaction(name: String, seconds: Double)
  /// Positive when the database's clock is ahead of this machine's.
  case clockSkew(seconds: Double)
  case overdueTimers(count: Int64, seconds: Double)
  case waitingSignals(count: Int64, seconds: Double)
  case undeliverable(count: Int64)
  /// What time or the engine wants to do with cases and cannot; the first of them, each a case and an event.
  case blocked(count: Int64, first: [String])
  /// What one administrator wants to put right waits for another; the first of the cases.
  case waitingMends(count: Int64, first: [String])
  /// Work waits for a post that nobody holds: it is in nobody's worklist.
  case vacantPost(String, items: Int64)
  case slowStatement(text: String, milliseconds: Double, calls: Int64)
  case fullDisk(folder: String, freeBytes: Int64, share: Double)

  /// Stable, for programs that read the report.
  package var code: String {
    switch self {
    case .olderSchema: "older-schema"
    case .losesData: "loses-data"
    case .asynchronousFailover: "asynchronous-failover"
    case .replicaLags: "replica-lags"
    case .cannotSee: "cannot-see"
    case .noAutovacuum: "no-autovacuum"
    case .wrongEncoding: "wrong-encoding"
    case .oldServer: "old-server"
    case .tooFewConnections: "too-few-connections"
    case .mayChangeHistory: "may-change-history"
    case .unguardedHistory: "unguarded-history"
    case .missingPartitions: "missing-partitions"
    case .strayEvents: "stray-events"
    case .manyMonths: "many-months"
    case .deadRows: "dead-rows"
    case .longTransaction: "long-transaction"
    case .slotKeepsLog: "slot-keeps-log"
    case .preparedTransaction: "prepared-transaction"
    case .clockSkew: "clock-skew"
    case .overdueTimers: "overdue-timers"
    case .waitingSignals: "waiting-signals"
    case .undeliverable: "undeliverable-messages"
    case .blocked: "blocked-acts"
    case .waitingMends: "waiting-mends"
    case .vacantPost: "vacant-post"
    case .slowStatement: "slow-statement"
    case .fullDisk: "full-disk"
    }
  }
}
