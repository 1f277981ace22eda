package import LookbackCore
import LookbackPostgres
package import LookbackTime

extension Store {
  /// Returns the due timers of each lane on the database's clock, the earliest first, none before the lane's low-water
  /// mark.
  /// - Parameter limit: the largest number of timers of each lane.
  package func dueTimers(_ lanes: [LaneCursor], limit: Int) async throws(StoreError) -> [DueTimer] {
    let columns: Parameters =
      lanes.columns + [
        "epoch": .nullableInt8s(lanes.map(\.epoch)), "first": .int8s(lanes.map(\.first.value)),
        "limit": .int8(Int64(limit)),
      ]
    return try await rows(Statements.listDueTimers, columns) { try DueTimer($0) }
  }

  /// Returns when the next timer of these lanes is due, and what the database's clock says now. The due time is nil if
  /// no timer waits.
  package func nextDue(_ lanes: [LaneCursor]) async throws(StoreError) -> (next: Moment?, now: Moment) {
    guard !lanes.isEmpty else { return (nil, try await databaseClock()) }
    let found = try await rows(Statements.findNextDue, lanes.columns) { row in
      (try row.optionalInt8(1), try row.int8(2))
    }
    let next = found.compactMap(\.0).min().map { Moment(microseconds: $0) }
    return (next, Moment(microseconds: found.first?.1 ?? 0))
  }

  /// Returns the earliest timers of an office on a test clock that are due by `end`, in the order of their due times.
  package func testTimers(until end: Moment, limit: Int) async throws(StoreError) -> [DueTimer] {
    let columns: Parameters = ["until": .int8(end.microseconds), "limit": .int8(Int64(limit))]
    return try await rows(Statements.listTestTimers, columns) { try DueTimer($0) }
  }

  /// Returns the office's test clock, nil if it runs on the real clock, and the database's clock.
  package func clock() async throws(StoreError) -> (test: Moment?, real: Moment) {
    let found = try await rows(Statements.readClock, []) { row in
      (try row.optionalInt8(0).map { Moment(microseconds: $0) }, Moment(microseconds: try row.int8(1)))
    }
    guard let clock = found.first else { throw .unreadable("office") }
    return (clock.0, clock.1)
  }

  /// Moves a test clock forward, or gives a test clock to an office without cases.
  /// - Returns: false if that is not possible: the clock is later already, or cases exist on the real clock.
  package func setClock(to moment: Moment, by initiator: Initiator) async throws(StoreError) -> Bool {
    try await moveClock(to: moment, target: moment, by: initiator)
  }

  /// Begins to move a test clock that stands at `start`, and records how far it is to go. `moveClock(to:)` moves it on.
  /// - Returns: false if the clock is later already.
  package func beginAdvance(
    from start: Moment, to target: Moment, by initiator: Initiator
  ) async throws(StoreError) -> Bool {
    try await moveClock(to: start, target: target, by: initiator)
  }

  /// Moves a test clock on, as an act that is recorded already has it.
  /// - Returns: false if the clock is later already.
  package func moveClock(to moment: Moment) async throws(StoreError) -> Bool {
    let columns: Parameters = ["clock_us": .int8(moment.microseconds)]
    return try await !rows(Statements.setClock, columns) { try $0.optionalInt8(0) }.isEmpty
  }

  private func moveClock(
    to moment: Moment, target: Moment, by initiator: Initiator
  ) async throws(StoreError) -> Bool {
    try await administer(by: initiator) { c, acts in
      let before = try c.query(Statements.readClock).first?.optionalInt8(0).map { Moment(microseconds: $0) }
      guard try !c.query(Statements.setClock, ["clock_us": .int8(moment.microseconds)]).isEmpty else { return false }
      if before != target {
        let fact = AdministrativeAct.Fact("clock", from: before?.description, to: target.description)
        acts.append(AdministrativeAct(.clockMoved, "clock", [fact]))
      }
      return true
    }
  }

  /// Creates the partitions of history for the months of these days, each in a transaction of its own.
  package func makePartitions(for days: [CivilDate]) async throws(StoreError) {
    try await run { c in
      for day in days { try c.makePartition(of: day, attempts: 5) }
    }
  }
}

extension Connection {
  /// Creates a partition, and tries again after a deadlock, which can happen with sessions that lock history in another
  /// order.
  fileprivate func makePartition(of day: CivilDate, attempts: Int) throws {
    do { _ = try query(Statements.makePartition, ["day": .date(day.days)]) } catch let error as PostgresError {
      guard error.course == .race, attempts > 1 else { throw error }
      try makePartition(of: day, attempts: attempts - 1)
    }
  }
}

extension DueTimer {
  /// Decodes a row of the table of timers: lane, due time in microseconds, case, key.
  init(_ row: Row) throws {
    self.init(
      lane: try row.int2(0), target: CaseID(try row.int8(2)), key: try row.text(3),
      due: Moment(microseconds: try row.int8(1)))
  }
}
