package import LookbackCore
package import LookbackPostgres
package import LookbackTime

/// What is known of a batch once it is recorded.
package struct BatchRecorded: Sendable {
  /// The last event of a case: its number and its link.
  package struct Head: Sendable {
    package let sequence: Int64
    package let link: [UInt8]
  }
  /// An event of a case.
  package struct Place: Sendable, Hashable {
    let id: CaseID
    let sequence: Int64
  }
  package var heads: [CaseID: Head]
  /// The links of commands after which another one of the batch went on with the case.
  package var earlierLinks: [Place: [UInt8]] = [:]
  /// When the earliest of the timers that it armed is due; nil if it armed none on the real clock.
  package var armed: Moment?

  /// Of a batch that recorded nothing.
  package init() { heads = [:] }

  init(heads: [CaseID: Head], earlierLinks: [Place: [UInt8]], armed: Moment?) {
    self.heads = heads
    self.earlierLinks = earlierLinks
    self.armed = armed
  }

  /// The link of an event with which a command of the batch ended.
  package func link(of id: CaseID, at sequence: Int64) -> [UInt8]? {
    if let head = heads[id], head.sequence == sequence { return head.link }
    return earlierLinks[Place(id: id, sequence: sequence)]
  }
}

/// The second flight of a batch.
extension Connection {
  /// Writes everything at once, and commits.
  /// - Throws: of kind `commitUnknown` when the answer to the commit is lost.
  package func record(_ writes: BatchWrites, over locked: LockedBatch) throws -> BatchRecorded {
    var columns = RecordingColumns(locked: locked)
    for change in writes.changes { columns.add(change) }
    columns.addRegisters(writes.registers)
    columns.spare(writes.spared)
    _ = try pipeline(columns.steps + [(.commit, [])])
    return BatchRecorded(
      heads: columns.heads, earlierLinks: columns.earlierLinks, armed: columns.earliestArmed)
  }

  /// Ends a transaction that records nothing.
  ///
  /// A command that was recorded before may be on this server only: its commit's wait for a standby was cut short, or the
  /// server came back from a crash. Whoever is told of it is told after a commit that waits for the same. Cases that were
  /// brought back for a look go back into the archive: the commit is then one of its own.
  package func leave(_ locked: LockedBatch) throws {
    let hasRecalled = locked.hasRecalled
    if locked.done.isEmpty || hasRecalled { _ = try query(.rollback) }
    guard !locked.done.isEmpty else { return }
    let opening: [(Statement, [Parameter])] = hasRecalled ? [(.begin, [])] : []
    _ = try pipeline(opening + [(Statements.writeNothing, []), (.commit, [])])
  }
}

extension Connection {
  /// Does a batch of nothing, so that the first real one finds its statements prepared, planned and their tables known,
  /// which takes a new session longer than the batch. What it is refused tells nothing: the batch will say why.
  /// - Throws: what ended the connection.
  package func rehearse() throws {
    guard configuration.pooling == .session else { return }
    let nothing = BatchRequest(commands: [])
    let columns = LockingColumns(nothing)
    // Those of careful batches are planned in another way, and all of a flight are planned as one of them.
    let readings = Self.readings(nothing, columns).map { ($0.0, $0.1) }.filter { $0.0.planning == .once }
    let writing = RecordingColumns(locked: LockedBatch()).allSteps
    let steps = [(.begin, []), (.waitForNobody, []), (Statements.lockCases, columns.cases)] + readings + writing
    do { _ = try pipeline(steps + [(.commit, [])]) } catch {
      guard isUsable else { throw error }
    }
  }
}
