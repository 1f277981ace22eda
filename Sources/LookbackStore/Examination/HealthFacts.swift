package import LookbackCore

/// What was found out about a database and its server, for a doctor to judge. Facts only.
package struct HealthFacts: Sendable {
  package struct DeadRows: Sendable, Hashable {
    package var table: String
    package var live: Int64
    package var dead: Int64
  }

  /// A transaction of somebody else that is open.
  package struct Session: Sendable, Hashable {
    package var pid: Int32
    package var application: String
    package var user: String
    package var isIdle: Bool
    package var seconds: Double
  }

  package struct Slot: Sendable, Hashable {
    package var name: String
    package var isActive: Bool
    /// Of the write-ahead log that it keeps.
    package var bytes: Int64
  }

  /// A standby, and how much of the log it has not replayed yet.
  package struct Replica: Sendable, Hashable {
    package var name: String
    package var bytes: Int64
  }

  package struct PreparedTransaction: Sendable, Hashable {
    package var name: String
    package var seconds: Double
  }

  package struct VacantPost: Sendable, Hashable {
    /// As `POST@UNIT`.
    package var post: String
    package var items: Int64
  }

  package struct SlowStatement: Sendable, Hashable {
    package var text: String
    package var calls: Int64
    package var milliseconds: Double
  }

  package struct Role: Sendable, Hashable {
    package var name: String
    package var mayChangeHistory: Bool
    /// Triggers that refuse changes of history: two when all is well.
    package var guardingTriggers: Int64
    /// Sees what sessions of other roles do.
    package var seesOthers: Bool
  }

  /// Something that time or the engine cannot do with a case.
  package struct Blocked: Sendable, Hashable {
    package var target: CaseID
    package var event: String
  }

  /// By name, as the server gives them; `data_directory` only to those who may know it.
  package var settings: [String: String]
  package var role: Role
  /// How many connections this role can have in this database at most.
  package var connectionLimit: Int64
  /// The server is reached over a Unix socket: its files are on this machine.
  package var isLocal: Bool
  package var replicas: Int64
  package var laggingReplicas: [Replica] = []
  /// Such as `2026-11`.
  package var missingMonths: [String]
  /// Partitions of history.
  package var months: Int64 = 0
  /// Events outside the monthly partitions, up to 10,000.
  package var strays: Int64
  package var deadRows: [DeadRows]
  package var sessions: [Session]
  package var slots: [Slot]
  package var preparedTransactions: [PreparedTransaction]
  package var overdueTimers: Int64
  /// Of the timer that is overdue for longest.
  package var lateness: Double
  package var waitingSignals: Int64
  /// Of the signal that waits for longest, in seconds.
  package var signalAge: Double
  package var undeliverable: Int64
  /// Of what is blocked, that which waits for longest.
  package var blocked: [Blocked] = []
  package var blockedCount: Int64 = 0
  /// Cases with a mend that waits for a second administrator, those first that wait for longest.
  package var waitingMends: [CaseID] = []
  package var waitingMendCount: Int64 = 0
  /// Posts that work waits for and nobody holds; the first twenty.
  package var vacantPosts: [VacantPost] = []
  /// Nil where the extension that counts them is missing.
  package var slowStatements: [SlowStatement]?
}
