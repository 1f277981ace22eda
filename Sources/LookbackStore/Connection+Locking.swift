package import LookbackCore
package import LookbackPostgres
import LookbackTime

/// The first round trip of a batch: it locks and reads.
extension Connection {
  /// Begins a transaction, locks the cases of the request and those that guards read, deletes the due timers from their
  /// table, and reads what a decision may need. Cases in the archive are brought back first.
  ///
  /// Lock order: cases by id, registers by key, everything else by primary key.
  /// - Parameter timeout: how long to wait for locks. A batch that does not wait finds out what other transactions
  ///   hold, and continues without it.
  /// - Throws: `PostgresError`, or `StoreError.unreadable` if the office has no clock.
  package func lock(
    _ request: BatchRequest, _ timeout: LockTimeout = .ofSession, in library: Library
  ) throws -> LockedBatch {
    var request = request
    var opening: Steps = [(.begin, [])]
    if let statement = timeout.statement { opening.append((statement, [])) }
    try find(request.caseNames.filter { $0.number == nil }, for: &request, &opening)
    var locked = try lockOrRecall(request, timeout, after: nil, &opening, library)
    // A name that looks like a case number can be a business number if no case has that number.
    let missing = request.caseNames.filter { name in
      name.value != nil && name.number.map { locked.cases[$0] == nil } ?? false
    }
    let unnumbered = try find(missing, for: &request, &opening)
    request.others = request.lookedAt(in: locked, library)
    if unnumbered || !request.others.isEmpty {
      // These locks are requested while others are held. Of two transactions that then wait for each other the database
      // ends one, which is retried.
      locked = try lockOrRecall(request, timeout, after: locked, &opening, library)
      locked.others = request.others
    }
    for name in request.caseNames where request.found[name] == nil {
      guard let number = name.number, locked.cases[number] != nil else { continue }
      locked.identities.cases[name] = [number]
    }
    return locked
  }

  private typealias Steps = [(Statement, Parameters)]

  /// Looks up cases by these names.
  /// - Parameter opening: the statements that begin the transaction, which are sent along; empty after they were sent.
  /// - Returns: whether any name means a case.
  @discardableResult
  private func find(
    _ names: Set<CaseName>, for request: inout BatchRequest, _ opening: inout Steps
  ) throws -> Bool {
    guard !names.isEmpty else { return false }
    let rows = try pipeline(opening + [(Statements.findCases, Array(names).columns)])
    opening = []
    var found = Identities()
    for row in rows[rows.count - 1] { try found.takeCase(row) }
    for name in names { request.found[name] = found.cases[name] ?? [] }
    return !found.cases.isEmpty
  }

  /// Locks the cases; those that are in the archive are brought back first.
  private func lockOrRecall(
    _ request: BatchRequest, _ timeout: LockTimeout, after earlier: LockedBatch?, _ opening: inout Steps,
    _ library: Library
  ) throws -> LockedBatch {
    var locked = try lock(request, timeout, after: earlier, opening, library)
    opening = []
    let absent = request.absent(from: locked)
    locked.hasRecalled = earlier?.hasRecalled ?? false
    guard !absent.isEmpty else { return locked }
    try recall(absent)
    locked = try lock(request, timeout, after: locked, [], library)
    locked.hasRecalled = true
    return locked
  }

  /// - Parameter earlier: what an earlier round trip of the same transaction found; nil for the first one.
  private func lock(
    _ request: BatchRequest, _ timeout: LockTimeout, after earlier: LockedBatch?, _ opening: Steps,
    _ library: Library
  ) throws -> LockedBatch {
    let isCareful = timeout == .none
    let columns = LockingColumns(request)
    let readings = Self.readings(request, columns, isCareful: isCareful).filter(\.isNeeded)
    let rows = try pipeline(opening + [(Statements.lockCases, columns.cases)] + readings.map { ($0.0, $0.1) })
    var locked = LockedBatch()
    locked.isCareful = isCareful
    let ofCases = rows[opening.count]
    locked.cases.reserveCapacity(ofCases.count)
    for row in ofCases { locked.cases[CaseID(try row.int8(0))] = try LockedCase(row) }
    // The due timers were deleted by the earlier round trip.
    locked.timers = earlier?.timers ?? []
    // A careful batch looks each key up once more, when it is known which keys its commands really take.
    if !isCareful { locked.knownKeys = Set(request.keys) }
    for (reading, found) in zip(readings, rows.dropFirst(opening.count + 1)) {
      for row in found { try reading.take(&locked, row) }
    }
    if !locked.named.isEmpty {
      let today = library.officeDate(at: locked.moment)
      for (name, days) in locked.named where !days.include(today) { locked.directory.leaveOut(name) }
    }
    // Without the office's clock everything would be dated at the smallest moment.
    guard locked.moment > LockedBatch.noMoment else { throw StoreError.unreadable("office") }
    return locked
  }

  /// A statement of the first round trip with its parameters, and the function that adds its rows to the batch.
  typealias Reading = (
    Statement, Parameters, isNeeded: Bool, take: (inout LockedBatch, Row) throws -> Void
  )

  /// All statements of the first round trip except the one that locks the cases.
  static func readings(
    _ request: BatchRequest, _ columns: LockingColumns, isCareful: Bool = false
  ) -> [Reading] {
    [
      (
        Statements.deleteDueTimers, request.timers.columns, !request.timers.isEmpty,
        { $0.timers.insert(try DueTimer($1)) }
      ),
      (Statements.readClock, [], true, { try $0.takeClock($1) }),
      (Statements.readPosts, columns.persons, columns.hasPersons, { try $0.takePost($1) }),
      (
        Statements.findPersonsByToken, ["hashes": .byteas(columns.tokens)], !columns.tokens.isEmpty,
        { try $0.identities.takeToken($1) }
      ),
      (
        Statements.findCases, Array(request.found.keys).columns, !request.found.isEmpty,
        { try $0.identities.takeCase($1) }
      ),
      (Statements.readDocumentCodes, [], true, { try $0.takeUnit($1) }),
      (
        Statements.listHeldCommands, columns.commands + columns.owners, isCareful && columns.hasCommands,
        { $0.held.commands.insert(try LockedBatch.CommandKey($1)) }
      ),
      (Statements.readCommands, columns.commands, columns.hasCommands, { try $0.takeCommand($1) }),
      (Statements.readKeys, request.keys.readingColumns, !request.keys.isEmpty, { try $0.takeKey($1) }),
      (Statements.readNames, request.names.columns, request.names.hasAny, { try $0.takeName($1) }),
    ]
  }

  /// Locks and reads what a batch turned out to need.
  package func meet(_ needs: BatchNeeds, in locked: inout LockedBatch) throws {
    let isCareful = locked.isCareful
    if !needs.registers.isEmpty { try lockRegisters(needs.registers, isCareful: isCareful, into: &locked) }
    guard !needs.keys.isEmpty else { return }
    let held = isCareful ? [(Statements.listHeldKeys, needs.keys.columns)] : []
    let rows = try pipeline(held + [(Statements.readKeys, needs.keys.readingColumns)])
    if isCareful { for row in rows[0] { locked.held.keys.insert(try UniqueValue(row)) } }
    for row in rows[held.count] { try locked.takeKey(row) }
    locked.knownKeys.formUnion(needs.keys)
  }

  private func lockRegisters(_ wanted: [RegisterKey], isCareful: Bool, into locked: inout LockedBatch) throws {
    let columns: Parameters = [
      "name": .texts(wanted.map(\.name)), "period": .int4s(wanted.map { Int32(clamping: $0.period) }),
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
}

extension BatchRequest {
  /// The cases of commands that are not among the locked ones: they are in the archive, or do not exist.
  fileprivate func absent(from locked: LockedBatch) -> Set<CaseID> {
    let targets = commands.compactMap { asking -> CaseID? in
      if case .open = asking.command.request { return nil }
      return target(of: asking)
    }
    return others.union(targets).filter { locked.cases[$0] == nil }
  }

  /// The other cases that guards of these commands read.
  fileprivate func lookedAt(in locked: LockedBatch, _ library: Library) -> Set<CaseID> {
    guard library.looksAtOthers else { return [] }
    var found: Set<CaseID> = []
    for asking in commands {
      let current = target(of: asking).flatMap { locked.cases[$0]?.current }
      found.formUnion(asking.command.otherCases(of: current, in: library, locked.directory))
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
    identities.persons.insert(person)
    if let user = try row.optionalInt8(7) { identities.users[user] = person }
    let days = try row.days(at: 10)
    if days != .always { identities.activity[person] = days }
    posts[person, default: []].formUnion([])
    if let held = try row.heldPost { posts[person, default: []].insert(held) }
  }

  fileprivate mutating func takeUnit(_ row: Row) throws {
    units[try row.text(0)] = UnitFacts(documentCode: try row.text(1))
  }

  fileprivate mutating func takeCommand(_ row: Row) throws {
    done[try CommandKey(row)] = try Done(row)
  }

  fileprivate mutating func takeKey(_ row: Row) throws {
    let holder = try row.holder()
    taken[holder.value] = holder.id
    directory.readers[holder.id] = holder.readers
  }

  fileprivate mutating func takeName(_ row: Row) throws {
    try directory.take(row)
    if let (name, days) = try row.datedName { named[name] = days }
  }
}

extension LockedBatch.CommandKey {
  init(_ row: Row) throws {
    self.init(CommandID(try row.text(0)), owner: try row.text(1))
  }
}

extension LockedBatch.Done {
  /// Decodes a row of `read_commands`.
  init(_ row: Row) throws {
    self.init(
      target: CaseID(try row.int8(2)), sequence: try row.int8(3), content: try row.bytea(4),
      state: try row.optionalText(5), link: try row.optionalBytea(6), at: Moment(microseconds: try row.timestamptz(7)))
  }
}

extension UniqueValue {
  /// Decodes a row of `read_keys`: workflow, field, value.
  init(_ row: Row) throws {
    self.init(workflow: try row.text(0), field: try row.text(1), value: try row.text(2))
  }
}

extension Command {
  /// Whether the command id is recorded. The firing of a timer needs no record, because a timer that has fired is gone.
  var isRemembered: Bool {
    if case .timer = request { return false }
    return true
  }
}
