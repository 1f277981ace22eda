package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// The result of a migration for one case.
package enum CaseMigrationFate: Sendable, Hashable {
  /// The case is about to move, or a crash came before its move was recorded.
  case planned
  case moved
  case refused(Label)
}

/// A migration in the record.
package struct CaseMigrationLine: Sendable, Hashable {
  package var number: Int64
  package var version: WorkflowReference
  package var person: String
  package var via: String
  package var started: Moment
  /// Nil while the migration is underway, and after it was cut short.
  package var ended: Moment?
  package var moved: Int
  package var refused: Int
  package var planned: Int
}

/// The result for one case, with the dates that the move changed.
package struct CaseMigrationResult: Sendable, Hashable {
  package var id: CaseID
  package var title: String
  package var fate: CaseMigrationFate
  package var dates: [DateChange]
}

extension Store {
  /// Begins the record of a migration to this version, or continues the one that is underway.
  /// - Returns: the number of the migration.
  package func beginCaseMigration(
    to version: WorkflowReference, by initiator: Initiator
  ) async throws(StoreError) -> Int64 {
    let key: Parameters = [
      "workflow": .text(version.name), "version": .int4(Int32(clamping: version.version)),
    ]
    let columns = key + ["person": .text(initiator.person ?? ""), "via": .text(initiator.via)]
    return try await administer(by: initiator) { c, acts in
      if let open = try c.query(Statements.findCaseMigration, key).first { return try open.int8(0) }
      let number = try c.query(Statements.insertCaseMigration, columns).first?.int8(0) ?? 0
      acts.append(AdministrativeAct(.migration, version.description, [.init("number", to: String(number))]))
      return number
    }
  }

  /// Records the plans of cases, and replaces earlier plans for the same cases.
  package func plan(_ plans: [CaseID: [DateChange]], inMigration number: Int64) async throws(StoreError) {
    guard !plans.isEmpty else { return }
    let ids = plans.keys.sorted()
    let key: Parameters = ["migration_id": .int8(number)]
    let keys = key + ["case_ids": .int8s(ids.map(\.value))]
    let dates = ids.flatMap { id in plans[id, default: []].map { (id: id, change: $0) } }
    let columns: Parameters = [
      "case_id": .int8s(dates.map(\.id.value)),
      "track": .int4s(dates.map { Int32(clamping: $0.change.track.value) }),
      "subject": .texts(dates.map(\.change.subject)),
      "old_due": .nullableDates(dates.map { $0.change.from?.days }),
      "new_due": .nullableDates(dates.map { $0.change.to?.days }),
      "reason": .texts(dates.map(\.change.reason.rawValue)),
    ]
    try await run { c in
      _ = try c.pipeline([
        (.begin, []), (Statements.upsertCaseMigrationResults, keys),
        (Statements.deleteCaseMigrationDates, keys), (Statements.insertCaseMigrationDates, key + columns),
        (.commit, []),
      ])
    }
  }

  package func record(_ fates: [CaseID: CaseMigrationFate], inMigration number: Int64) async throws(StoreError) {
    guard !fates.isEmpty else { return }
    let ids = fates.keys.sorted()
    let (outcomes, reasons) = (ids.map { fates[$0]?.outcome ?? "planned" }, ids.map { fates[$0]?.reason })
    let columns: Parameters = [
      "migration_id": .int8(number), "case_id": .int8s(ids.map(\.value)), "outcome": .texts(outcomes),
      "reason": .texts(reasons.map { $0?.text(in: .english, fallback: "") ?? "" }),
      "reason_zh": .texts(reasons.map { $0?.text(in: .chinese, fallback: "") ?? "" }),
    ]
    _ = try await rows(Statements.setCaseMigrationResults, columns) { _ in }
  }

  /// Returns the cases of which it is not recorded whether they moved.
  package func plannedCases(ofMigration number: Int64) async throws(StoreError) -> [CaseID] {
    try await rows(Statements.listPlannedCases, ["migration_id": .int8(number)]) { CaseID(try $0.int8(0)) }
  }

  package func endCaseMigration(_ number: Int64) async throws(StoreError) {
    _ = try await rows(Statements.closeCaseMigration, ["migration_id": .int8(number)]) { _ in }
  }

  /// Returns migrations, the newest first.
  /// - Parameter number: if set, only migrations before this one.
  package func caseMigrations(
    before number: Int64? = nil, limit: Int
  ) async throws(StoreError) -> [CaseMigrationLine] {
    let columns: Parameters = ["before": .int8(number), "limit": .int8(Int64(limit))]
    return try await rows(Statements.listCaseMigrations, columns) { row in
      CaseMigrationLine(
        number: try row.int8(0),
        version: WorkflowReference(name: try row.text(1), version: Int(try row.int4(2))), person: try row.text(3),
        via: try row.text(4), started: Moment(microseconds: try row.timestamptz(5)),
        ended: try row.optionalTimestamptz(6).map { Moment(microseconds: $0) }, moved: Int(try row.int8(7)),
        refused: Int(try row.int8(8)), planned: Int(try row.int8(9)))
    }
  }

  /// Returns a page of the results of one migration, after the case `after`.
  package func results(
    ofMigration number: Int64, after: CaseID, limit: Int
  ) async throws(StoreError) -> [CaseMigrationResult] {
    let key: Parameters = ["migration_id": .int8(number)]
    var results = try await rows(
      Statements.listCaseMigrationResults, key + ["after": .int8(after.value), "limit": .int8(Int64(limit))]
    ) { row in
      CaseMigrationResult(
        id: CaseID(try row.int8(0)), title: try row.text(1),
        fate: CaseMigrationFate(
          try row.text(2), Label(english: try row.text(3), chinese: try row.text(4))), dates: [])
    }
    let dates = try await rows(
      Statements.listCaseMigrationDates, key + ["case_ids": .int8s(results.map(\.id.value))]
    ) { row in
      let reason = DateChange.Reason(rawValue: try row.text(5)) ?? .recomputed
      let change = DateChange(
        track: TrackID(Int(try row.int4(1))), subject: try row.text(2),
        from: try row.optionalDate(3).map { CivilDate(days: $0) },
        to: try row.optionalDate(4).map { CivilDate(days: $0) }, reason: reason)
      return (CaseID(try row.int8(0)), change)
    }
    let byCase = Dictionary(grouping: dates, by: \.0)
    for index in results.indices { results[index].dates = byCase[results[index].id, default: []].map(\.1) }
    return results
  }

  /// Returns how many cases that have not ended run each version of a workflow in their root.
  package func openVersions(of workflow: String) async throws(StoreError) -> [Int: Int] {
    let pairs = try await rows(Statements.countOpenVersions, ["workflow": .text(workflow)]) { row in
      (Int(try row.int4(0)), Int(try row.int8(1)))
    }
    return Dictionary(pairs) { first, _ in first }
  }
}

extension CaseMigrationFate {
  fileprivate init(_ outcome: String, _ reason: Label) {
    switch outcome {
    case "moved": self = .moved
    case "refused": self = .refused(reason)
    default: self = .planned
    }
  }

  package var outcome: String {
    switch self {
    case .planned: "planned"
    case .moved: "moved"
    case .refused: "refused"
    }
  }

  fileprivate var reason: Label? {
    if case .refused(let reason) = self { return reason }
    return nil
  }
}
