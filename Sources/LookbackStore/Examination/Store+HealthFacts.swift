import LookbackCore
import LookbackPostgres
package import LookbackTime

extension Store {
  /// Examines the database. It only reads, and needs only the rights of the daemon's role.
  /// - Parameters:
  ///   - overdue: by how many seconds a timer must be late to count as overdue.
  ///   - slow: how many milliseconds a statement must take on average to count as slow.
  package func examine(overdue: Double, slow: Double) async throws(StoreError) -> HealthFacts {
    try await run { c in
      let role = try c.query(Statements.readRole)[0]
      var found = try HealthFacts(role: role)
      for row in try c.query(Statements.listSettings) { found.settings[try row.text(0)] = try row.text(1) }
      found.replicas = try c.query(Statements.countReplicas)[0].int8(0)
      found.laggingReplicas = try c.query(Statements.listReplicas).map {
        HealthFacts.Replica(name: try $0.text(0), bytes: try $0.int8(1))
      }
      found.missingMonths = try c.query(Statements.listMissingPartitions).map { try $0.text(0) }
      found.months = try c.query(Statements.countMonths)[0].int8(0)
      found.strays = try c.query(Statements.countStrays)[0].int8(0)
      try found.takeServer(c)
      let timers = try c.query(Statements.countOverdueTimers, ["overdue_us": .int8(Int64(overdue * 1e6))])[0]
      (found.overdueTimers, found.lateness) = (try timers.int8(0), Double(try timers.int8(1)) / 1e6)
      let backlog = try c.query(Statements.countBacklog)[0]
      (found.waitingSignals, found.signalAge) = (try backlog.int8(0), try backlog.double(1))
      found.undeliverable = try backlog.int8(2)
      for row in try c.query(Statements.listBlocked) {
        found.blocked.append(HealthFacts.Blocked(target: CaseID(try row.int8(0)), event: try row.text(1)))
        found.blockedCount = try row.int8(3)
      }
      for row in try c.query(Statements.listWaitingMends) {
        found.waitingMends.append(CaseID(try row.int8(0)))
        found.waitingMendCount = try row.int8(2)
      }
      found.vacantPosts = try c.query(Statements.listVacantPosts).map {
        HealthFacts.VacantPost(post: try $0.text(0), items: try $0.int8(1))
      }
      if try role.bool(6) {
        found.slowStatements = try c.query(Statements.listSlowStatements, ["slow": .double(slow)]).map {
          HealthFacts.SlowStatement(text: try $0.text(0), calls: try $0.int8(1), milliseconds: try $0.double(2))
        }
      }
      return found
    }
  }

  /// Returns the sizes of the tables that grow, in the order of the statement `list_sizes`.
  package func sizes() async throws(StoreError) -> [TableSize] {
    try await rows(Statements.listSizes, []) {
      TableSize(table: try $0.text(0), rows: try $0.int8(1), bytes: try $0.int8(2))
    }
  }

  /// Returns the database's clock, in one round trip.
  package func databaseClock() async throws(StoreError) -> Moment {
    try await rows(Statements.readRole, []) { Moment(microseconds: try $0.int8(8)) }.first ?? Moment(microseconds: 0)
  }
}

extension HealthFacts {
  fileprivate init(role row: Row) throws {
    let limits = [try row.int8(3), try row.optionalInt8(4), try row.optionalInt8(5)].compactMap { $0 }
    self.init(
      settings: [:],
      role: Role(
        name: try row.text(0), mayChangeHistory: try row.bool(1), guardingTriggers: try row.int8(2),
        seesOthers: try row.bool(9)),
      connectionLimit: limits.min() ?? 0, isLocal: try row.bool(7), replicas: 0, missingMonths: [], strays: 0,
      deadRows: [],
      sessions: [], slots: [], preparedTransactions: [], overdueTimers: 0, lateness: 0, waitingSignals: 0,
      signalAge: 0, undeliverable: 0, slowStatements: nil)
  }

  fileprivate mutating func takeServer(_ c: isolated Connection) throws {
    deadRows = try c.query(Statements.listDeadRows).map {
      DeadRows(table: try $0.text(0), live: try $0.int8(1), dead: try $0.int8(2))
    }
    sessions = try c.query(Statements.listSessions).map {
      Session(
        pid: try $0.int4(0), application: try $0.text(1), user: try $0.text(2),
        isIdle: try $0.text(3).hasPrefix("idle in transaction"), seconds: try $0.double(4))
    }
    slots = try c.query(Statements.listSlots).map {
      Slot(name: try $0.text(0), isActive: try $0.bool(1), bytes: try $0.int8(2))
    }
    preparedTransactions = try c.query(Statements.listPreparedTransactions).map {
      PreparedTransaction(name: try $0.text(0), seconds: try $0.double(1))
    }
  }
}
