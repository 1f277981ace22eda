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
  package func held(_ cases: Set<CaseID>) async throws(StoreError) -> Set<CaseID> {
    let columns: [Parameter] = [.int8s(cases.map(\.value))]
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
      (Statements.readClock, [], true, { try $0.takeClock($1) }),
      (Statements.readPosts, columns.persons, columns.hasPersons, { try $0.takePost($1) }),
      (Statements.readDocumentCodes, [], true, { try $0.takeUnit($1) }),
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
    if isCareful { for row in rows[0] { locked.held.keys.insert(try UniqueValue(row)) } }
    for row in rows[held.count] { try locked.takeKey(row) }
    locked.knownKeys.formUnion(needs.keys)
  }

  private func lockRegisters(_ wanted: [RegisterKey], isCareful: Bool, into locked: inout LockedBatch) throws {
    let columns: [Parameter] = [
      .texts(wanted.map(\.name)), .int4s(wanted.map { Int32(clamping: $0.period) }),
    ]
    let steps =
      isCareful
      ? [(Statements.lockFreeRegisters, columns)]
      : [(Statements.createRegisters, columns), (Statements.lockRegisters, columns)]
    for row in try pipeline(steps)[steps.count - 1] {
      let key = RegisterKey(name: try row.text(0), period: Int(try row.int4(1)))
      locked.registers[key] = Int(try row.int8(2))
    }
    locked.held.registers.formUnion(wanted.filter { locked.registers[$0] == nil })
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
  fileprivate func absent(from locked: LockedBatch) -> Set<CaseID> {
    let targets = commands.compactMap { command -> CaseID? in
      if case .open = command.request { return nil }
      return command.target
    }
    return others.union(targets).filter { locked.cases[$0] == nil }
  }

  /// The other cases that guards may look at.
  fileprivate func lookedAt(in locked: LockedBatch, _ library: Library) -> Set<CaseID> {
    guard library.looksAtOthers else { return [] }
    var found: Set<CaseID> = []
    for command in commands {
      let current = locked.cases[command.target]?.current
      found.formUnion(command.otherCases(of: current, in: library, locked.directory))
    }
    return found
  }
}

extension LockedBatch {
  fileprivate mutating func takeClock(_ row: Row) throws {
    let test = try row.optionalInt8(0)
    isOnTestClock = test != nil
    moment = Moment(microseconds: try test ?? row.int8(1))
  }

  fileprivate mutating func takePost(_ row: Row) throws {
    let person = try row.text(0)
    if let other = try row.optionalText(3) {
      substitutions[person, default: []].append(try Substitution(of: other, row))
      return
    }
    if let user = try row.optionalInt8(7) {
      claims.persons[user] = person
    }
    posts[person, default: []].formUnion([])
    if let post = try row.post(at: 1) { posts[person, default: []].insert(post) }
  }

  fileprivate mutating func takeUnit(_ row: Row) throws {
    units[try row.text(0)] = UnitFacts(documentCode: try row.text(1))
  }

  fileprivate mutating func takeCommand(_ row: Row) throws {
    done[try CommandKey(row)] = try Done(row)
  }

  fileprivate mutating func takeKey(_ row: Row) throws { taken[try UniqueValue(row)] = CaseID(try row.int8(3)) }

  fileprivate mutating func takeName(_ row: Row) throws {
    try directory.take(row)
  }
}

extension LockedBatch.CommandKey {
  init(_ row: Row) throws {
    self.init(CommandID(try row.text(0)), owner: try row.text(1))
  }
}

extension LockedBatch.Done {
  /// From a row of `read_commands`.
  init(_ row: Row) throws {
    self.init(
      target: CaseID(try row.int8(2)), sequence: try row.int8(3), content: try row.bytea(4),
      state: try row.optionalText(5), link: try row.optionalBytea(6), at: Moment(microseconds: try row.timestamptz(7)))
  }
}

extension UniqueValue {
  /// From a row of `read_keys`: workflow, field, value.
  init(_ row: Row) throws {
    self.init(workflow: try row.text(0), field: try row.text(1), value: try row.text(2))
  }
}

extension Command {
  /// Timers need no memory: a timer that has fired is gone.
  var isRemembered: Bool {
    if case .timer = request { return false }
    return true
  }
}
