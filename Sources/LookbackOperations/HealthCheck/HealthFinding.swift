/// Something that is wrong, or will become wrong, with a database and its server.
package enum HealthFinding: Sendable, Hashable {
  /// Migrations of this program that the database has not had, by name.
  case olderSchema(missing: [String])
  /// The setting `fsync`, `synchronous_commit` or `full_page_writes` loses data.
  case losesData(setting: String, value: String)
  /// This number of standbys is attached, and commits wait for none of them.
  case asynchronousFailover(replicas: Int64)
  /// A standby has not replayed this many bytes of the log.
  case replicaLags(name: String, bytes: Int64)
  /// This role cannot see what other roles do in the database.
  case cannotSee(role: String)
  /// Autovacuum is off.
  case noAutovacuum
  /// The database has another encoding than UTF-8.
  case wrongEncoding(String)
  /// The server is older than PostgreSQL 15.
  case oldServer(version: String)
  /// The role gets fewer connections than the daemon and its tools need.
  case tooFewConnections(limit: Int64, wanted: Int)
  /// The role of the daemon can change or delete history.
  case mayChangeHistory(role: String)
  /// Only this number of the two triggers that protect history is active.
  case unguardedHistory(triggers: Int64)
  /// Months, such as 2021-03, for which history has no partition.
  case missingPartitions(months: [String])
  /// This number of events stands outside the monthly partitions, counted up to 10,000.
  case strayEvents(count: Int64)
  /// History has this number of partitions, and reading the history of one case looks into all of them.
  case manyMonths(count: Int64)
  /// A table has more dead rows than the thresholds allow.
  case deadRows(table: String, dead: Int64, live: Int64)
  /// A transaction has been open for too many seconds, so that dead rows cannot be removed.
  case longTransaction(pid: Int32, application: String, user: String, isIdle: Bool, seconds: Double)
  /// A replication slot is unused or keeps too many bytes of the log.
  case slotKeepsLog(name: String, isActive: Bool, bytes: Int64)
  /// A prepared transaction has waited for too many seconds.
  case preparedTransaction(name: String, seconds: Double)
  /// The clocks of the database and this machine differ; positive if the database's clock is ahead.
  case clockSkew(seconds: Double)
  /// This number of timers is overdue, counted up to 100,000, the oldest by this many seconds.
  case overdueTimers(count: Int64, seconds: Double)
  /// This number of signals between cases waits, the oldest for this many seconds.
  case waitingSignals(count: Int64, seconds: Double)
  /// This number of messages cannot be delivered.
  case undeliverable(count: Int64)
  /// Timers or the engine cannot fire this number of events; `first` has the first of them, each a case and an event.
  case blocked(count: Int64, first: [String])
  /// This number of corrections waits for a second administrator; `first` has the first cases.
  case waitingMends(count: Int64, first: [String])
  /// This number of work items waits for a post that nobody holds, so that they are in nobody's worklist.
  case vacantPost(String, items: Int64)
  /// A statement takes this many milliseconds on average.
  case slowStatement(text: String, milliseconds: Double, calls: Int64)
  /// The database's disk has too few bytes left; `share` is the free part of it, 0 to 1.
  case fullDisk(folder: String, freeBytes: Int64, share: Double)

  /// The kind of finding. It does not change, for programs that read the report.
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
