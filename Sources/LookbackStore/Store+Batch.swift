import LookbackAudit
package import LookbackCore
import LookbackPostgres
package import LookbackTime

extension Store {
  /// One transaction over many cases: lock them in id order, read, let `deciding` decide, record, commit.
  ///
  /// Lock order: cases by id, registers by key, everything else by primary key. `needing` names the registers to
  /// lock once the cases are known. Nothing is written for a case without a recording.
  /// - Throws: `unknown` when the commit's answer is lost.
  package func batch(
    _ request: BatchRequest, library: Library,
    needing: @escaping @Sendable (LockedBatch) -> [TenantID: [RegisterKey]],
    deciding: @escaping @Sendable (LockedBatch) -> BatchDecision
  ) async throws(StoreError) -> BatchRecorded {
    try await run { c in
      do {
        var locked = try c.lock(request)
        let absent = request.absent(from: locked)
        if !absent.isEmpty {
          try c.recall(absent)
          locked = try c.lock(request, after: locked)
        }
        let needs = needing(locked)
        if !needs.isEmpty { try c.lockRegisters(needs, into: &locked) }
        let decision = deciding(locked)
        guard !decision.recordings.isEmpty || !locked.timers.isEmpty else {
          try c.leave(locked)
          return BatchRecorded(heads: [:])
        }
        return try c.record(decision, locked, library)
      } catch {
        if c.isUsable && c.isInTransaction { _ = try? c.query(.rollback) }
        throw error
      }
    }
  }
}

extension Store {
  /// Of these cases, those that somebody else works on just now. Asks without waiting for anybody.
  package func held(_ cases: [(tenant: TenantID, id: CaseID)]) async throws(StoreError) -> Set<CaseID> {
    let columns: [Parameter] = [.int4s(cases.map(\.tenant.value)), .int8s(cases.map(\.id.value))]
    return Set(try await rows(Statements.listHeldCases, columns) { CaseID(try $0.int8(0)) })
  }
}

/// What is known of a batch once it is recorded.
package struct BatchRecorded: Sendable {
  /// The last event of a case: its number and its link.
  package struct Head: Sendable {
    package let sequence: Int64
    package let link: [UInt8]
  }
  package var heads: [CaseID: Head]
  /// When the earliest of the timers that it armed is due; nil if it armed none on the real clock.
  package var armed: Moment?
}

extension Connection {
  /// Flight 1: begin, lock, take the due timers, read.
  /// - Parameter earlier: what a first look found, in the same transaction; nil begins one.
  fileprivate func lock(_ request: BatchRequest, after earlier: LockedBatch? = nil) throws -> LockedBatch {
    let columns = LockingColumns(request)
    let readings = Self.readings(request, columns).filter(\.isNeeded)
    let opening: [(Statement, [Parameter])] = earlier == nil ? [(.begin, [])] : []
    let rows = try pipeline(opening + [(Statements.lockCases, columns.cases)] + readings.map { ($0.0, $0.1) })
    var locked = LockedBatch()
    let ofCases = rows[opening.count]
    locked.cases.reserveCapacity(ofCases.count)
    for row in ofCases { locked.cases[CaseID(try row.int8(0))] = try LockedCase(row) }
    // Taken from their table already.
    locked.timers = earlier?.timers ?? []
    for (reading, found) in zip(readings, rows.dropFirst(opening.count + 1)) {
      for row in found { try reading.take(&locked, row) }
    }
    return locked
  }

  private typealias Reading = (
    Statement, [Parameter], isNeeded: Bool, take: (inout LockedBatch, Row) throws -> Void
  )

  /// All that flight 1 may read beside the cases.
  private static func readings(_ request: BatchRequest, _ columns: LockingColumns) -> [Reading] {
    let holders = request.claims.references.map { tenant, references -> Reading in
      (
        Statements.findKeyHolders, [.int4(tenant.value), .texts(Array(references))], true,
        { try $0.takeHolder($1, tenant) }
      )
    }
    return [
      (
        Statements.deleteDueTimers, request.timers.columns, !request.timers.isEmpty,
        { $0.timers.insert(try DueTimer($1)) }
      ),
      (Statements.readClocks, columns.tenants, true, { try $0.takeClock($1) }),
      (Statements.readPosts, columns.persons, columns.hasPersons, { try $0.takePost($1) }),
      (Statements.readDocumentCodes, columns.tenants, true, { try $0.takeUnit($1) }),
      (Statements.readCommands, columns.commands, columns.hasCommands, { try $0.takeCommand($1) }),
      (Statements.readKeys, request.keys.columns, !request.keys.isEmpty, { try $0.takeKey($1) }),
      (Statements.readNames, request.names.columns, request.names.hasAny, { try $0.takeName($1) }),
    ] + holders
  }

  fileprivate func lockRegisters(_ needs: [TenantID: [RegisterKey]], into locked: inout LockedBatch) throws {
    let wanted = needs.flatMap { tenant, keys in keys.map { (tenant, $0) } }
    let columns: [Parameter] = [
      .int4s(wanted.map(\.0.value)), .texts(wanted.map(\.1.name)), .int4s(wanted.map { Int32(clamping: $0.1.period) }),
    ]
    let rows = try pipeline([(Statements.createRegisters, columns), (Statements.lockRegisters, columns)])
    for row in rows[1] {
      let key = RegisterKey(name: try row.text(1), period: Int(try row.int4(2)))
      locked.registers[TenantID(try row.int4(0)), default: [:]][key] = Int(try row.int8(3))
    }
  }

  /// Ends a transaction that records nothing.
  ///
  /// A command that was recorded before may be on this server only: its commit's wait for a standby was cut short, or the
  /// server came back from a crash. Whoever is told of it is told after a commit that waits for the same.
  fileprivate func leave(_ locked: LockedBatch) throws {
    guard !locked.done.isEmpty else {
      _ = try query(.rollback)
      return
    }
    _ = try pipeline([(Statements.writeNothing, []), (.commit, [])])
  }

  /// Flight 2: everything at once, then commit.
  fileprivate func record(
    _ decision: BatchDecision, _ locked: LockedBatch, _ library: Library
  ) throws -> BatchRecorded {
    var columns = RecordingColumns(library: library, locked: locked)
    for recording in decision.recordings { columns.add(recording) }
    columns.addRegisters(decision.registers)
    _ = try pipeline(columns.steps + [(.commit, [])])
    return BatchRecorded(heads: columns.heads, armed: columns.earliestArmed)
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
    let readings = Self.readings(nothing, columns).map { ($0.0, $0.1) }
    let writing = RecordingColumns(library: Library(), locked: LockedBatch()).allSteps
    let steps = [(.begin, []), (.waitForNobody, []), (Statements.lockCases, columns.cases)] + readings + writing
    do { _ = try pipeline(steps + [(.commit, [])]) } catch {
      guard isUsable else { throw error }
    }
  }
}

extension Statement {
  /// Whoever holds a table, a migration for one, is not waited for in this transaction.
  fileprivate static let waitForNobody = Statement(
    "wait_for_nobody", "SET LOCAL lock_timeout = '50ms'", planning: .never)
}

extension BatchRequest {
  /// Cases that commands go to and that are not among those that were locked: in the archive, or nowhere.
  fileprivate func absent(from locked: LockedBatch) -> [(tenant: TenantID, id: CaseID)] {
    var seen: Set<CaseID> = []
    return commands.compactMap { command in
      if case .open = command.request { return nil }
      guard locked.cases[command.target] == nil, seen.insert(command.target).inserted else { return nil }
      return (command.tenant, command.target)
    }
  }
}

extension LockedBatch {
  fileprivate mutating func takeClock(_ row: Row) throws {
    let tenant = TenantID(try row.int4(0))
    if let test = try row.optionalInt8(1) {
      onTestClock.insert(tenant)
      moments[tenant] = Moment(microseconds: test)
    } else {
      moments[tenant] = Moment(microseconds: try row.int8(2))
    }
  }

  fileprivate mutating func takePost(_ row: Row) throws {
    let key = PersonKey(TenantID(try row.int4(0)), try row.text(1))
    if let other = try row.optionalText(4) {
      substitutions[key, default: []].append(try Substitution(of: other, row))
      return
    }
    if let user = try row.optionalInt8(8) {
      claims.persons[ClaimAnswers.User(tenant: key.tenant, number: user)] = key.person
    }
    posts[key, default: []].formUnion([])
    if let post = try row.post() { posts[key, default: []].insert(post) }
  }

  fileprivate mutating func takeHolder(_ row: Row, _ tenant: TenantID) throws {
    let reference = ClaimAnswers.Reference(tenant: tenant, text: try row.text(0))
    claims.holders[reference, default: []].insert(CaseID(try row.int8(1)))
  }

  fileprivate mutating func takeUnit(_ row: Row) throws {
    units[TenantID(try row.int4(0)), default: [:]][try row.text(1)] = UnitFacts(documentCode: try row.text(2))
  }

  fileprivate mutating func takeCommand(_ row: Row) throws {
    let key = CommandKey(TenantID(try row.int4(0)), CommandID(try row.text(1)))
    done[key] = Done(target: CaseID(try row.int8(2)), sequence: try row.int8(3), content: try row.bytea(4))
  }

  fileprivate mutating func takeKey(_ row: Row) throws {
    let key = BusinessKey(
      tenant: TenantID(try row.int4(0)), workflow: try row.text(1), field: try row.text(2), value: try row.text(3))
    taken[key] = CaseID(try row.int8(4))
  }

  fileprivate mutating func takeName(_ row: Row) throws {
    try directories[TenantID(try row.int4(1)), default: Directory()].take(row)
  }
}

extension Command {
  /// Timers need no memory: a timer that has fired is gone.
  var isRemembered: Bool {
    if case .timer = request { return false }
    return true
  }
}
