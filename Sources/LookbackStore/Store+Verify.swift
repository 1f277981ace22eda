package import LookbackAudit
package import LookbackCore
import LookbackPostgres

/// What a verification checked and found.
package struct Verification: Sendable {
  package var cases = 0
  package var events = 0
  /// The number of events in months that are not in the database. The chains were followed over them by the recorded
  /// links at their ends.
  package var bridged: Int64 = 0
  package var faults: [ChainFault] = []
  /// Published definitions whose text does not have its digest, such as `workflow handling 1`.
  package var alteredDefinitions: [String] = []
  /// Digests of definitions by which cases were opened and that are no longer published, each with the number of its
  /// cases.
  package var unpublishedDefinitions: [(digest: String, cases: Int64)] = []
  /// The rows that are left of cases which are gone together with their histories, with the names of the tables.
  package var ownerless: [(id: CaseID, tables: String)] = []

  /// Ranges of case numbers in which other cases are found than were opened.
  package var miscounted: [(first: CaseID, last: CaseID, opened: Int64, found: Int64)] = []
  /// The number of administrative acts that are sound.
  package var acts: Int64 = 0
  /// The first wrong administrative act.
  package var actFault: ActFault?
  /// Tables of the organisation that were changed by others than the daemon.
  package var brokenSeals: [String] = []

  package var isSound: Bool {
    faults.isEmpty && alteredDefinitions.isEmpty && unpublishedDefinitions.isEmpty && ownerless.isEmpty
      && miscounted.isEmpty && brokenSeals.isEmpty && actFault == nil
  }
}

extension Store {
  /// The number of cases in one round trip.
  private static let verifiedAtOnce: Int64 = 100

  /// Checks every case. It checks each event's bytes, its link and its position in the chain, the columns beside the
  /// bytes, that replaying the history gives the stored case byte for byte, and that the timers, work items, unique
  /// values and lines of lists are those that the case gives.
  ///
  /// The check continues after a fault and reports the first fault of each case. It can run beside the daemon, because
  /// it reads each case in one snapshot.
  /// - Parameters:
  ///   - library: the published definitions. The derived rows of cases with other definitions are not checked.
  ///   - progress: is called after each round trip with the result so far.
  package func verify(
    library: Library, progress: @Sendable (Verification) -> Void = { _ in }
  ) async throws(StoreError) -> Verification {
    var result = Verification()
    var last = CaseID.beforeAll.value
    while true {
      let after = last
      let page = try await run { c in try c.verify(after: after, atMost: Self.verifiedAtOnce, library) }
      guard let end = page.last else { break }
      last = end.value
      result.cases += page.cases
      result.events += page.events
      result.bridged += page.bridged
      result.faults += page.faults
      progress(result)
    }
    result.alteredDefinitions = try await definitions().filter { !$0.isSound }.map {
      "\($0.kind.rawValue) \($0.name) \($0.version)"
    }
    result.unpublishedDefinitions = try await rows(Statements.listUnpublishedDefinitions, []) {
      (digest: try $0.text(0), cases: try $0.int8(1))
    }
    result.ownerless = try await rows(Statements.listOwnerlessRows, []) {
      (id: CaseID(try $0.int8(0)), tables: try $0.text(1))
    }
    result.faults += try await rows(Statements.listLostCases, []) { row in
      ChainFault(.lost, id: CaseID(try row.int8(0)), sequence: try row.int8(1))
    }
    result.miscounted = try await rows(Statements.listMiscountedOpenings, []) {
      (
        first: CaseID(try $0.int8(0)), last: CaseID(try $0.int8(1)), opened: try $0.int8(2), found: try $0.int8(3)
      )
    }
    (result.acts, result.actFault) = try await verifyActs()
    result.brokenSeals = try await rows(Statements.listBrokenSeals, []) { try $0.text(0) }
    return result
  }
}

/// The results for the cases of one snapshot.
private struct VerifiedPage: Sendable {
  var last: CaseID?
  var cases = 0
  var events = 0
  var bridged: Int64 = 0
  var faults: [ChainFault] = []
}

extension Connection {
  fileprivate func verify(after: Int64, atMost limit: Int64, _ library: Library) throws -> VerifiedPage {
    let page = try query(Statements.listCaseIds, ["after": .int8(after), "limit": .int8(limit)])
    let places = try page.map { row in
      EventRecord.Place(id: CaseID(try row.int8(0)), definition: try row.bytea(1))
    }
    return try snapshot {
      let results = try check(places)
      let sound = results.compactMap(\.replayed)
      let faults =
        try results.compactMap(\.fault) + derivedFaults(of: sound, library) + closingFaults(of: results)
      return VerifiedPage(
        last: places.last?.id, cases: results.count, events: results.map(\.events).reduce(0, +),
        bridged: results.map(\.bridged).reduce(0, +),
        faults: faults.sorted { $0.id < $1.id })
    }
  }

  /// Compares cases with their histories. The caller must be in a snapshot.
  func check(_ places: [EventRecord.Place]) throws -> [CaseCheck.Result] {
    let detached = try ranges(of: places.map(\.id))
    let steps: [(Statement, Parameters)] = places.flatMap { place in
      let key: Parameters = ["case_id": .int8(place.id.value)]
      return [(Statements.readCase, key), (Statements.readEvents, key)]
    }
    let rows = try pipeline(steps)
    return try places.enumerated().map { index, place in
      try CaseCheck(place, stored: rows[index * 2].first, detached: detached[place.id] ?? [])
        .result(of: rows[1 + index * 2])
    }
  }

  /// Returns the first kind of wrong rows beside each of these cases, whose histories are sound.
  private func derivedFaults(of cases: [Case], _ library: Library) throws -> [ChainFault] {
    let sequences = Dictionary(cases.map { ($0.id, $0.sequence) }) { first, _ in first }
    return try wrongRows(of: DerivedRows(of: cases, library)).compactMap { id, kinds in
      kinds.first.map { ChainFault($0, id: id, sequence: sequences[id] ?? 0) }
    }
  }

  /// Returns the cases whose endings differ from what the statistics count.
  private func closingFaults(of results: [CaseCheck.Result]) throws -> [ChainFault] {
    let whole = results.filter { $0.isWhole && $0.replayed != nil }
    let cases = whole.compactMap(\.replayed)
    let sequences = Dictionary(cases.map { ($0.id, $0.sequence) }) { first, _ in first }
    let columns = whole.flatMap(\.endings).columns + ["case_ids": .int8s(cases.map(\.id.value))]
    return try query(Statements.listWrongClosings, columns).map { row in
      let id = CaseID(try row.int8(0))
      return ChainFault(.closings, id: id, sequence: sequences[id] ?? 0)
    }
  }

  /// Returns all kinds of wrong rows beside each case.
  func wrongRows(of derived: DerivedRows) throws -> [CaseID: [ChainFault.Kind]] {
    let questions = derived.questions
    var found: [CaseID: [ChainFault.Kind]] = [:]
    for (question, rows) in zip(questions, try pipeline(questions.map(\.step))) {
      for row in rows { found[CaseID(try row.int8(0)), default: []].append(question.kind) }
    }
    return found
  }

  /// Runs `body` in one snapshot of the database, while no month of history can be detached.
  func snapshot<R>(_ body: () throws -> R) throws -> R {
    try transaction {
      _ = try query(Self.readOneSnapshot)
      _ = try query(Statements.lockHistory)
      return try body()
    }
  }

  private static let readOneSnapshot = Statement(
    "read_one_snapshot", "set transaction isolation level repeatable read, read only")
}
