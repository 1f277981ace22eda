package import LookbackCore
package import LookbackPostgres
package import LookbackTime

/// What is known about a batch after it was recorded.
package struct BatchRecorded: Sendable {
  /// The last event of a case: its sequence number and its link.
  package struct Head: Sendable {
    package let sequence: Int64
    package let link: [UInt8]
  }
  /// Names an event of a case.
  package struct EventKey: Sendable, Hashable {
    let id: CaseID
    let sequence: Int64
  }
  package var heads: [CaseID: Head]
  /// The links of commands after which another command of the batch changed the same case.
  package var earlierLinks: [EventKey: [UInt8]] = [:]
  /// When the earliest timer that the batch armed is due; nil if it armed none on the database's clock.
  package var armed: Moment?

  /// The result of a batch that recorded nothing.
  package init() { heads = [:] }

  init(heads: [CaseID: Head], earlierLinks: [EventKey: [UInt8]], armed: Moment?) {
    self.heads = heads
    self.earlierLinks = earlierLinks
    self.armed = armed
  }

  /// The link of the last event of a command of the batch.
  package func link(of id: CaseID, at sequence: Int64) -> [UInt8]? {
    if let head = heads[id], head.sequence == sequence { return head.link }
    return earlierLinks[EventKey(id: id, sequence: sequence)]
  }
}

/// The second round trip of a batch: it records and commits.
extension Connection {
  /// Writes everything and commits, in one round trip. Both arguments are freed before the server is waited for.
  /// - Throws: `PostgresError` of kind `commitUnknown` when the answer to the commit is lost.
  package func record(
    _ writes: consuming BatchWrites, over locked: consuming LockedBatch
  ) throws -> BatchRecorded {
    let (recorded, steps) = Self.gathered(consume writes, over: consume locked)
    _ = try pipeline(steps)
    return recorded
  }

  /// The steps that write a batch and commit it, and what is known once they are done.
  private static func gathered(
    _ writes: consuming BatchWrites, over locked: consuming LockedBatch
  ) -> (BatchRecorded, [(Statement, Parameters)]) {
    var columns = RecordingColumns(locked: locked, count: writes.changes.count)
    for index in writes.changes.indices { columns.add(writes.changes[index]) }
    columns.addRegisters(writes.registers)
    columns.spare(writes.spared)
    let recorded = BatchRecorded(
      heads: columns.heads, earlierLinks: columns.earlierLinks, armed: columns.earliestArmed)
    return (recorded, columns.steps + [(.commit, [])])
  }

  /// Ends a transaction that records nothing.
  ///
  /// The record of a repeated command may be on this server only, if the commit's wait for a standby was cut short or
  /// the server came back from a crash. So a repetition is answered only after an empty commit, which waits for the
  /// standby, too. Cases that were brought back from the archive for a look are rolled back into it; the empty commit
  /// is then a transaction of its own.
  package func leave(_ locked: LockedBatch) throws {
    let hasRecalled = locked.hasRecalled
    if locked.done.isEmpty || hasRecalled { _ = try query(.rollback) }
    guard !locked.done.isEmpty else { return }
    let ending: [(Statement, Parameters)] = [(Statements.writeNothing, []), (.commit, [])]
    _ = try pipeline(hasRecalled ? [(.begin, [])] + ending : ending)
  }
}

extension Connection {
  /// Warms up a new session with empty batches, so that the first real batch finds its statements prepared, and planned
  /// for all values, as the server does after five executions. That takes a new session longer than the batch itself. Errors of the server are ignored here, because the
  /// first batch will report them.
  /// - Throws: the error that closed the connection.
  package func warmUp() throws {
    guard configuration.pooling == .session else { return }
    let nothing = BatchRequest(commands: [])
    let columns = LockingColumns(nothing)
    // The statements of careful batches are excluded: they are planned in another way, and one of them would change the
    // planning of the whole round trip.
    let readings = Self.readings(nothing, columns).map { ($0.0, $0.1) }.filter { $0.0.planning == .byIndex }
    let writing = RecordingColumns(locked: LockedBatch()).allSteps
    let batch = [(Statements.lockCases, columns.cases)] + readings + writing
    let batches = repeatElement(batch, count: Self.executionsUntilKeptPlan).flatMap(\.self)
    do { _ = try pipeline([(.begin, []), (.waitForNobody, [])] + batches + [(.commit, [])]) } catch {
      guard isUsable else { throw error }
    }
  }

  /// PostgreSQL plans a statement for its values five times before it may keep one plan for all values.
  private static let executionsUntilKeptPlan = 6
}
