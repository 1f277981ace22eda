import LookbackAudit
package import LookbackCore
import LookbackPostgres
package import LookbackTime

extension Store {
  /// One transaction over many cases: lock them in id order, read, let `deciding` decide, record, commit.
  ///
  /// Lock order: cases by id, registers by key, everything else by primary key. `needing` names the registers to
  /// lock and the keys to look up once the cases are known; it is asked again until nothing is missing. Nothing is
  /// written for a case without a recording.
  /// - Parameter patience: how long it waits for what others hold; who waits for nobody finds out what it is, and does
  ///   without.
  /// - Throws: `unknown` when the commit's answer is lost.
  package func batch(
    _ request: BatchRequest, library: Library, patience: LockPatience = .ofSession,
    needing: @escaping @Sendable (LockedBatch) -> BatchNeeds,
    deciding: @escaping @Sendable (LockedBatch) -> BatchDecision
  ) async throws(StoreError) -> BatchRecorded {
    try await run { c in
      do {
        var locked = try c.lock(request, patience)
        let absent = request.absent(from: locked)
        var hasRecalled = !absent.isEmpty
        if hasRecalled {
          try c.recall(absent)
          locked = try c.lock(request, patience, after: locked)
        }
        let others = request.lookedAt(in: locked, library)
        if !others.isEmpty {
          // Their locks are asked for after others are held: of two that wait for each other the database ends one, which
          // is tried again.
          var wider = request
          wider.others = others
          let absent = wider.absent(from: locked)
          if !absent.isEmpty {
            try c.recall(absent)
            hasRecalled = true
          }
          locked = try c.lock(wider, patience, after: locked)
          locked.others = others
        }
        // Each round tells more; what is not known after the last one is left to the keys of the tables.
        for _ in 0..<Self.rounds {
          let needs = needing(locked)
          if needs.isEmpty { break }
          try c.meet(needs, isCareful: patience == .none, in: &locked)
        }
        let decision = deciding(locked)
        guard !decision.recordings.isEmpty || locked.timers.count > decision.spared.count else {
          try c.leave(locked, hasRecalled: hasRecalled)
          return BatchRecorded(heads: [:])
        }
        return try c.record(decision, locked, library)
      } catch {
        if c.isUsable && c.isInTransaction { _ = try? c.query(.rollback) }
        throw error
      }
    }
  }

  private static var rounds: Int { 8 }
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

  /// The link of an event with which a command of the batch ended.
  package func link(of id: CaseID, at sequence: Int64) -> [UInt8]? {
    if let head = heads[id], head.sequence == sequence { return head.link }
    return earlierLinks[Place(id: id, sequence: sequence)]
  }
}

extension Connection {
  /// Flight 1: begin, lock, take the due timers, read.
  /// - Parameter earlier: what a first look found, in the same transaction; nil begins one.
  fileprivate func lock(
    _ request: BatchRequest, _ patience: LockPatience, after earlier: LockedBatch? = nil
  ) throws -> LockedBatch {
    let isCareful = patience == .none
    let columns = LockingColumns(request)
    let readings = Self.readings(request, columns, isCareful: isCareful).filter(\.isNeeded)
    let limit = patience.statement.map { [($0, [Parameter]())] } ?? []
    let opening: [(Statement, [Parameter])] = earlier == nil ? [(.begin, [])] + limit : []
    let rows = try pipeline(opening + [(Statements.lockCases, columns.cases)] + readings.map { ($0.0, $0.1) })
    var locked = LockedBatch()
    let ofCases = rows[opening.count]
    locked.cases.reserveCapacity(ofCases.count)
    for row in ofCases { locked.cases[CaseID(try row.int8(0))] = try LockedCase(row) }
    // Taken from their table already.
    locked.timers = earlier?.timers ?? []
    // Who is careful looks at each key once more, when it is known which are really taken.
    if !isCareful { locked.knownKeys = Set(request.keys) }
    for (reading, found) in zip(readings, rows.dropFirst(opening.count + 1)) {
      for row in found { try reading.take(&locked, row) }
    }
    return locked
  }

  private typealias Reading = (
    Statement, [Parameter], isNeeded: Bool, take: (inout LockedBatch, Row) throws -> Void
  )

  /// All that flight 1 may read beside the cases.
  private static func readings(
    _ request: BatchRequest, _ columns: LockingColumns, isCareful: Bool = false
  ) -> [Reading] {
    [
      (
        Statements.deleteDueTimers, request.timers.columns, !request.timers.isEmpty,
        { $0.timers.insert(try DueTimer($1)) }
      ),
      (Statements.readClocks, columns.tenants, true, { try $0.takeClock($1) }),
      (Statements.readPosts, columns.persons, columns.hasPersons, { try $0.takePost($1) }),
      (Statements.readDocumentCodes, columns.tenants, true, { try $0.takeUnit($1) }),
      (
        Statements.listHeldCommands, columns.commands + [columns.owners], isCareful && columns.hasCommands,
        { $0.held.commands.insert(try LockedBatch.CommandKey($1)) }
      ),
      (Statements.readCommands, columns.commands, columns.hasCommands, { try $0.takeCommand($1) }),
      (Statements.readKeys, request.keys.readingColumns, !request.keys.isEmpty, { try $0.takeKey($1) }),
      (Statements.readNames, request.names.columns, request.names.hasAny, { try $0.takeName($1) }),
    ]
  }

  /// Locks and reads what a batch turned out to need.
  fileprivate func meet(_ needs: BatchNeeds, isCareful: Bool, in locked: inout LockedBatch) throws {
    if !needs.registers.isEmpty { try lockRegisters(needs.registers, isCareful: isCareful, into: &locked) }
    guard !needs.keys.isEmpty else { return }
    let held = isCareful ? [(Statements.listHeldKeys, needs.keys.columns)] : []
    let rows = try pipeline(held + [(Statements.readKeys, needs.keys.readingColumns)])
    if isCareful { for row in rows[0] { locked.held.keys.insert(try BusinessKey(row)) } }
    for row in rows[held.count] { try locked.takeKey(row) }
    locked.knownKeys.formUnion(needs.keys)
  }

  private func lockRegisters(
    _ needs: [TenantID: [RegisterKey]], isCareful: Bool, into locked: inout LockedBatch
  ) throws {
    let wanted = needs.flatMap { tenant, keys in keys.map { (tenant, $0) } }
    let columns: [Parameter] = [
      .int4s(wanted.map(\.0.value)), .texts(wanted.map(\.1.name)), .int4s(wanted.map { Int32(clamping: $0.1.period) }),
    ]
    let steps =
      isCareful
      ? [(Statements.lockFreeRegisters, columns)]
      : [(Statements.createRegisters, columns), (Statements.lockRegisters, columns)]
    for row in try pipeline(steps)[steps.count - 1] {
      let key = RegisterKey(name: try row.text(1), period: Int(try row.int4(2)))
      locked.registers[TenantID(try row.int4(0)), default: [:]][key] = Int(try row.int8(3))
    }
    for (tenant, key) in wanted where locked.registers[tenant]?[key] == nil {
      locked.held.registers[tenant, default: []].insert(key)
    }
  }

  /// Ends a transaction that records nothing.
  ///
  /// A command that was recorded before may be on this server only: its commit's wait for a standby was cut short, or the
  /// server came back from a crash. Whoever is told of it is told after a commit that waits for the same. Cases that were
  /// brought back for a look go back into the archive: the commit is then one of its own.
  fileprivate func leave(_ locked: LockedBatch, hasRecalled: Bool) throws {
    if locked.done.isEmpty || hasRecalled { _ = try query(.rollback) }
    guard !locked.done.isEmpty else { return }
    let opening: [(Statement, [Parameter])] = hasRecalled ? [(.begin, [])] : []
    _ = try pipeline(opening + [(Statements.writeNothing, []), (.commit, [])])
  }

  /// Flight 2: everything at once, then commit.
  fileprivate func record(
    _ decision: BatchDecision, _ locked: LockedBatch, _ library: Library
  ) throws -> BatchRecorded {
    var columns = RecordingColumns(library: library, locked: locked)
    for recording in decision.recordings { columns.add(recording) }
    columns.addRegisters(decision.registers)
    columns.spare(decision.spared)
    _ = try pipeline(columns.steps + [(.commit, [])])
    return BatchRecorded(
      heads: columns.heads, earlierLinks: columns.earlierLinks, armed: columns.earliestArmed)
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
    let writing = RecordingColumns(library: Library(), locked: LockedBatch()).allSteps
    let steps = [(.begin, []), (.waitForNobody, []), (Statements.lockCases, columns.cases)] + readings + writing
    do { _ = try pipeline(steps + [(.commit, [])]) } catch {
      guard isUsable else { throw error }
    }
  }
}

/// How long a batch waits for what others hold.
package enum LockPatience: Sendable {
  /// As the session does for everything.
  case ofSession
  /// Until other batches are through: who holds something longer holds up those who need it, and nobody else.
  case brief
  case none

  fileprivate var statement: Statement? {
    switch self {
    case .ofSession: nil
    case .brief: .waitBriefly
    case .none: .waitForNobody
    }
  }
}

extension Statement {
  /// Whoever holds a table, a migration for one, is not waited for in this transaction.
  fileprivate static let waitForNobody = Statement(
    "wait_for_nobody", "SET LOCAL lock_timeout = '50ms'", planning: .never)
  fileprivate static let waitBriefly = Statement(
    "wait_briefly", "SET LOCAL lock_timeout = '400ms'", planning: .never)
}

extension BatchRequest {
  /// Cases that commands go to and that are not among those that were locked: in the archive, or nowhere.
  fileprivate func absent(from locked: LockedBatch) -> [(tenant: TenantID, id: CaseID)] {
    var seen: Set<CaseID> = []
    let targets = commands.compactMap { command -> (tenant: TenantID, id: CaseID)? in
      if case .open = command.request { return nil }
      return (command.tenant, command.target)
    }
    let looked = others.flatMap { tenant, ids in ids.map { (tenant: tenant, id: $0) } }
    return (targets + looked).filter { locked.cases[$0.id] == nil && seen.insert($0.id).inserted }
  }

  /// The other cases that guards may look at.
  fileprivate func lookedAt(in locked: LockedBatch, _ library: Library) -> [TenantID: Set<CaseID>] {
    guard library.looksAtOthers else { return [:] }
    var found: [TenantID: Set<CaseID>] = [:]
    for command in commands {
      let current = locked.cases[command.target].flatMap { $0.current.tenant == command.tenant ? $0.current : nil }
      let others = command.otherCases(of: current, in: library, locked.directories[command.tenant] ?? Directory())
      if !others.isEmpty { found[command.tenant, default: []].formUnion(others) }
    }
    return found
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

  fileprivate mutating func takeUnit(_ row: Row) throws {
    units[TenantID(try row.int4(0)), default: [:]][try row.text(1)] = UnitFacts(documentCode: try row.text(2))
  }

  fileprivate mutating func takeCommand(_ row: Row) throws {
    done[try CommandKey(row)] = try Done(row)
  }

  fileprivate mutating func takeKey(_ row: Row) throws { taken[try BusinessKey(row)] = CaseID(try row.int8(4)) }

  fileprivate mutating func takeName(_ row: Row) throws {
    try directories[TenantID(try row.int4(1)), default: Directory()].take(row)
  }
}

extension LockedBatch.CommandKey {
  init(_ row: Row) throws {
    self.init(TenantID(try row.int4(0)), CommandID(try row.text(1)), owner: try row.text(2))
  }
}

extension LockedBatch.Done {
  /// From a row of `read_commands`.
  init(_ row: Row) throws {
    self.init(
      target: CaseID(try row.int8(3)), sequence: try row.int8(4), content: try row.bytea(5),
      state: try row.optionalText(6), link: try row.optionalBytea(7), at: Moment(microseconds: try row.timestamptz(8)))
  }
}

extension BusinessKey {
  init(_ row: Row) throws {
    self.init(
      tenant: TenantID(try row.int4(0)), workflow: try row.text(1), field: try row.text(2), value: try row.text(3))
  }
}

extension Command {
  /// Timers need no memory: a timer that has fired is gone.
  var isRemembered: Bool {
    if case .timer = request { return false }
    return true
  }
}
