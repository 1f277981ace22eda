package import LookbackCore

/// What was found out about a database and its server, for the doctor to judge.
package struct HealthFacts: Sendable {
  /// How many rows of a table are live and how many are dead.
  package struct DeadRows: Sendable, Hashable {
    package var table: String
    package var live: Int64
    package var dead: Int64
  }

  /// An open transaction of another session.
  package struct Session: Sendable, Hashable {
    package var pid: Int32
    package var application: String
    package var user: String
    package var isIdle: Bool
    /// How long the transaction has been open.
    package var seconds: Double
  }

  /// A replication slot.
  package struct Slot: Sendable, Hashable {
    package var name: String
    package var isActive: Bool
    /// The bytes of write-ahead log that the slot retains.
    package var bytes: Int64
  }

  /// A standby, and how many bytes of the log it has not replayed yet.
  package struct Replica: Sendable, Hashable {
    package var name: String
    package var bytes: Int64
  }

  /// A prepared transaction, and for how many seconds it has been waiting.
  package struct PreparedTransaction: Sendable, Hashable {
    package var name: String
    package var seconds: Double
  }

  /// A post that nobody holds, and how many work items wait for it.
  package struct VacantPost: Sendable, Hashable {
    /// The post as `POST@UNIT`.
    package var post: String
    package var items: Int64
  }

  /// A statement, and the milliseconds that it takes on average.
  package struct SlowStatement: Sendable, Hashable {
    package var text: String
    package var calls: Int64
    package var milliseconds: Double
  }

  /// What the role of the connection may do.
  package struct Role: Sendable, Hashable {
    package var name: String
    package var mayChangeHistory: Bool
    /// The number of triggers that refuse changes of history: two if all is well.
    package var guardingTriggers: Int64
    /// Whether the role sees what sessions of other roles do.
    package var seesOthers: Bool
  }

  /// An event that became due, or that the engine should fire, and that cannot happen.
  package struct Blocked: Sendable, Hashable {
    package var target: CaseID
    package var event: String
  }

  /// The settings of the server by name; `data_directory` only if the role may read it.
  package var settings: [String: String]
  package var role: Role
  /// The largest number of connections that this role can have in this database.
  package var connectionLimit: Int64
  /// Whether the server is reached over a Unix socket, so that its files are on this machine.
  package var isLocal: Bool
  package var replicas: Int64
  package var laggingReplicas: [Replica] = []
  /// The months without a partition, such as `2026-11`.
  package var missingMonths: [String]
  /// The number of partitions of history.
  package var months: Int64 = 0
  /// The number of events outside the monthly partitions, counted up to 10,000.
  package var strays: Int64
  package var deadRows: [DeadRows]
  package var sessions: [Session]
  package var slots: [Slot]
  package var preparedTransactions: [PreparedTransaction]
  package var overdueTimers: Int64
  /// How many seconds late the most overdue timer is.
  package var lateness: Double
  package var waitingSignals: Int64
  /// The age of the oldest waiting signal, in seconds.
  package var signalAge: Double
  package var undeliverable: Int64
  /// Blocked events, those that have waited longest first; a part of `blockedCount`.
  package var blocked: [Blocked] = []
  package var blockedCount: Int64 = 0
  /// Cases with a correction that waits for a second administrator, those that have waited longest first; a part of
  /// `waitingMendCount`.
  package var waitingMends: [CaseID] = []
  package var waitingMendCount: Int64 = 0
  /// Vacant posts with waiting work, at most twenty.
  package var vacantPosts: [VacantPost] = []
  /// The slowest statements; nil if the extension `pg_stat_statements` is missing.
  package var slowStatements: [SlowStatement]?
}
