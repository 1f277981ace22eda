package import LookbackAudit
import LookbackCore
import LookbackPostgres
package import LookbackTime

extension Store {
  /// Returns the months of history that have a table of their own, the earliest first.
  package func months() async throws(StoreError) -> [HistoryMonth] {
    try await rows(Statements.listMonths, []) { try HistoryMonth($0) }
  }

  /// Reads the whole table of a month and returns what it holds.
  /// - Parameter table: the table of one of `months` that is in this database.
  package func content(of table: String) async throws(StoreError) -> MonthContent {
    let found = try await rows(Statements.readMonth, ["month_table": .text(table)]) { try MonthContent($0) }
    guard let content = found.first else { throw .unreadable("month \(table)") }
    return content
  }

  /// Returns up to `limit` cases that are not archived and have events in the month, the open ones first.
  package func holders(of table: String, limit: Int) async throws(StoreError) -> [MonthHolder] {
    try await rows(Statements.listMonthHolders, ["month_table": .text(table), "limit": .int8(Int64(limit))]) { row in
      MonthHolder(id: CaseID(try row.int8(0)), title: try row.text(1), hasEnded: try row.bool(2))
    }
  }

  /// Checks the whole history of every case that has events in the month, and that replaying it gives the stored case.
  /// - Returns: the faults; empty if all is sound.
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

  /// Detaches a month of history in one transaction: it records the ends of the month's chains, moves its texts aside,
  /// and gives its table a name of its own. The role must own the tables. Readers of history wait for at most a quarter
  /// of a second.
  /// - Returns: the number of the act; nil if the lock could not be had in `attempts` tries, and then nothing has
  ///   changed.
  package func detach(
    month first: CivilDate, person: String, attempts: Int
  ) async throws(StoreError) -> Int64? {
    try await run { c in
      try c.whole(attempts) {
        try c.query(Statements.recordDetachment, ["month": .date(first.days), "person": .text(person)])[0].int8(0)
      } then: {
        try c.query(Statements.detachMonth, ["month": .date(first.days)])[0].bool(0)
      }
    }
  }

  /// Makes a detached month part of history again. Its table is validated first, then it is attached in one
  /// transaction.
  /// - Returns: false if the lock could not be had in `attempts` tries, and then the month stays detached.
  package func attach(month first: CivilDate, person: String, attempts: Int) async throws(StoreError) -> Bool {
    try await run { c in
      let bounds: Void? = try c.whole(attempts) {
      } then: {
        try c.query(Statements.addMonthBounds, ["month": .date(first.days)])[0].bool(0)
      }
      guard bounds != nil else { return false }
      _ = try c.query(Statements.validateMonthBounds, ["month": .date(first.days)])
      return try c.whole(attempts) {
        _ = try c.query(Statements.moveTextsBack, ["month": .date(first.days)])
      } then: {
        try c.query(Statements.attachMonth, ["month": .date(first.days), "person": .text(person)])[0].bool(0)
      } != nil
    }
  }

  /// Returns whether this role owns the tables of history.
  package func ownsHistory() async throws(StoreError) -> Bool {
    try await rows(Self.readOwnership, []) { try $0.bool(0) }.first ?? false
  }

  private static let readOwnership = Statement(
    "read_ownership",
    "select pg_has_role(current_user, relowner, 'usage') from pg_class where oid = 'events'::regclass")
}

extension Connection {
  /// Runs one transaction: first `work`, which is long and needs no strong lock, then `step`, which needs one and is
  /// tried up to `attempts` times. It returns nil, after a rollback, if no try succeeded.
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

  /// Lets the sessions proceed that waited behind the lock request.
  private static let pause = Statement("pause", "select pg_sleep(0.5)::text")

  fileprivate func verifyPage(of table: String, after: Int64) throws -> (last: Int64?, faults: [ChainFault]) {
    let page = try query(
      Statements.listMonthCases,
      ["month_table": .text(table), "after": .int8(after), "limit": .int8(Self.casesAtOnce)])
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
    first = try row.optionalTimestamptz(2).map { Moment(microseconds: $0).utcDay }
    last = try row.optionalTimestamptz(3).map { Moment(microseconds: $0).utcDay }
    openCases = try row.int8(4)
    endedCases = try row.int8(5)
  }
}
