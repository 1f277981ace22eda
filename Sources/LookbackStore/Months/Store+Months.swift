package import LookbackAudit
import LookbackCore
import LookbackPostgres
package import LookbackTime

extension Store {
  /// Months of history that have a table of their own, the earliest first.
  package func months() async throws(StoreError) -> [HistoryMonth] {
    try await rows(Statements.listMonths, []) { try HistoryMonth($0) }
  }

  /// What a month holds. Reads its whole table.
  /// - Parameter table: one of `months` that is in this database.
  package func content(of table: String) async throws(StoreError) -> MonthContent {
    let found = try await rows(Statements.readMonth, [.text(table)]) { try MonthContent($0) }
    guard let content = found.first else { throw .unreadable("month \(table)") }
    return content
  }

  /// Up to `limit` cases that are not archived and have events in a month, the open ones first.
  package func holders(of table: String, limit: Int) async throws(StoreError) -> [MonthHolder] {
    try await rows(Statements.listMonthHolders, [.text(table), .int8(Int64(limit))]) { row in
      MonthHolder(id: CaseID(try row.int8(0)), title: try row.text(1), hasEnded: try row.bool(2))
    }
  }

  /// Checks the whole history of every case that has events in a month, and that replaying it gives the stored case.
  package func verify(month table: String) async throws(StoreError) -> [ChainFault] {
    var faults: [ChainFault] = []
    var last = CaseID.beforeAll.value
    while true {
      let after = last
      let page = try await run { c in try c.verifyPage(of: table, after: after) }
      guard let end = page.last else { break }
      last = end
      faults += page.faults
    }
    return faults
  }

  /// Takes a month out of history in one transaction: the ends of its chains are recorded, its texts put aside, and its
  /// table gets a name of its own. Only its owner can. Everybody who reads history waits for at most a quarter of a second.
  /// - Returns: nil when the lock it needs could not be had in `attempts` tries; then nothing has happened.
  package func detach(
    month first: CivilDate, person: String, attempts: Int
  ) async throws(StoreError) -> Int64? {
    try await run { c in
      try c.whole(attempts) {
        try c.query(Statements.recordDetachment, [.date(first.days), .text(person)])[0].int8(0)
      } then: {
        try c.query(Statements.detachMonth, [.date(first.days)])[0].bool(0)
      }
    }
  }

  /// Makes a month part of history again: its table is looked through first, then it comes back in one transaction.
  /// - Returns: false when the lock it needs could not be had in `attempts` tries; then nothing has happened.
  package func attach(month first: CivilDate, person: String, attempts: Int) async throws(StoreError) -> Bool {
    try await run { c in
      let bounds: Void? = try c.whole(attempts) {
      } then: {
        try c.query(Statements.addMonthBounds, [.date(first.days)])[0].bool(0)
      }
      guard bounds != nil else { return false }
      _ = try c.query(Statements.validateMonthBounds, [.date(first.days)])
      return try c.whole(attempts) {
        _ = try c.query(Statements.moveTextsBack, [.date(first.days)])
      } then: {
        try c.query(Statements.attachMonth, [.date(first.days), .text(person)])[0].bool(0)
      } != nil
    }
  }

  /// Whether this role owns history.
  package func ownsHistory() async throws(StoreError) -> Bool {
    try await rows(Self.readOwnership, []) { try $0.bool(0) }.first ?? false
  }

  private static let readOwnership = Statement(
    "read_ownership",
    "select pg_has_role(current_user, relowner, 'usage') from pg_class where oid = 'events'::regclass")
}

extension Connection {
  /// One transaction: long work without a lock that hurts, then `step`, which needs one, tried again and again.
  fileprivate func whole<R>(_ attempts: Int, _ work: () throws -> R, then step: () throws -> Bool) throws -> R? {
    _ = try query(.begin)
    do {
      let result = try work()
      _ = try query(Statements.setShortPatience)
      for attempt in 1...max(1, attempts) {
        if try step() {
          _ = try query(.commit)
          return result
        }
        if attempt < attempts { _ = try query(Self.pause) }
      }
      _ = try query(.rollback)
      return nil
    } catch {
      if isUsable && isInTransaction { _ = try? query(.rollback) }
      throw error
    }
  }

  /// Lets those through who waited behind.
  private static let pause = Statement("pause", "select pg_sleep(0.5)::text")

  fileprivate func verifyPage(of table: String, after: Int64) throws -> (last: Int64?, faults: [ChainFault]) {
    let page = try query(Statements.listMonthCases, [.text(table), .int8(after), .int8(Self.casesAtOnce)])
    let found = try page.map { (id: CaseID(try $0.int8(0)), definition: try $0.optionalBytea(1)) }
    let places = found.compactMap { entry in
      entry.definition.map { EventRecord.Place(id: entry.id, definition: $0) }
    }
    let lost = found.filter { $0.definition == nil }.map { ChainFault(.lost, id: $0.id, sequence: 0) }
    let results = try snapshot { try check(places) }
    return (found.last?.id.value, lost + results.compactMap(\.fault))
  }

  private static let casesAtOnce: Int64 = 100
}

extension HistoryMonth {
  fileprivate init(_ row: Row) throws {
    first = CivilDate(days: try row.date(0))
    table = try row.text(1)
    bytes = try row.optionalInt8(2)
    guard let number = try row.optionalInt8(3) else { return }
    detachment = Detachment(
      number: number, person: try row.text(4), at: Moment(microseconds: try row.timestamptz(5)),
      events: try row.int8(6), cases: try row.int8(7), digest: try row.bytea(8), isSound: try row.bool(9))
  }
}

extension MonthContent {
  fileprivate init(_ row: Row) throws {
    events = try row.int8(0)
    cases = try row.int8(1)
    first = try row.optionalTimestamptz(2).map { CivilDate(days: Int32(clamping: $0 / 86_400_000_000)) }
    last = try row.optionalTimestamptz(3).map { CivilDate(days: Int32(clamping: $0 / 86_400_000_000)) }
    openCases = try row.int8(4)
    endedCases = try row.int8(5)
  }
}
