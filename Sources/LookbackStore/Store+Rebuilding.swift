package import LookbackAudit
package import LookbackCore
import LookbackPostgres

/// What was wrong beside one case, and what was done about it.
package struct Rebuilding: Sendable, Hashable {
  package var id: CaseID
  /// The kinds of derived rows that did not fit the case.
  package var wrong: [ChainFault.Kind]
  /// The kinds that still do not fit: a unique value that another case has, or everything in a dry run.
  package var left: [ChainFault.Kind]
  /// The fault in the case's history; nothing is derived from an unsound history.
  package var fault: ChainFault?
}

extension Store {
  /// Checks up to `limit` cases after `after`, and replaces the derived rows that do not fit: timers, work items, lines
  /// of lists, readers and unique values. The repair is one transaction that locks those cases, and is recorded. A case with an
  /// unsound history is reported and not changed.
  /// - Parameters:
  ///   - only: if set, only these cases are checked.
  ///   - person: who does it; nil for a dry run.
  /// - Returns: the last case that was read, nil at the end; and the cases that had something wrong.
  package func rebuild(
    after: CaseID, limit: Int, only: Set<CaseID>?, library: Library, person: String?
  ) async throws(StoreError) -> (last: CaseID?, found: [Rebuilding]) {
    try await run { c in
      let page = try c.query(Statements.listCaseIds, ["after": .int8(after.value), "limit": .int8(Int64(limit))])
      let all = try page.map { row in
        EventRecord.Place(id: CaseID(try row.int8(0)), definition: try row.bytea(1))
      }
      let places = all.filter { only?.contains($0.id) ?? true }
      guard !places.isEmpty else { return (all.last?.id, []) }
      return (all.last?.id, try c.rebuild(places, library, person))
    }
  }
}

extension Connection {
  fileprivate func rebuild(
    _ places: [EventRecord.Place], _ library: Library, _ person: String?
  ) throws -> [Rebuilding] {
    let seen = try snapshot { try look(places, library).map(\.told) }
    let ids = seen.filter { $0.fault == nil }.map(\.id)
    guard let person, !ids.isEmpty else { return seen }
    let repaired = try transaction {
      _ = try query(Statements.lockCases, ["case_ids": .int8s(ids.map(\.value))])
      _ = try query(Statements.lockArchivedCases, ["case_ids": .int8s(ids.map(\.value))])
      // Further statements have snapshots taken after the last lock was granted.
      return try look(places.filter { ids.contains($0.id) }, library).map { look in
        guard let current = look.current else { return look.told }
        return try mend(look.told, DerivedRows(of: [current], library), person)
      }
    }
    return (seen.filter { $0.fault != nil } + repaired).sorted { $0.id < $1.id }
  }

  /// Returns the cases with something wrong, each with its state if rows can be derived from it.
  private func look(
    _ places: [EventRecord.Place], _ library: Library
  ) throws -> [(told: Rebuilding, current: Case?)] {
    let results = try check(places)
    let wrong = try wrongRows(of: DerivedRows(of: results.compactMap(\.replayed), library))
    return results.compactMap { result in
      if let fault = result.fault { return (Rebuilding(id: fault.id, wrong: [], left: [], fault: fault), nil) }
      guard let current = result.replayed, let kinds = wrong[current.id] else { return nil }
      return (Rebuilding(id: current.id, wrong: kinds, left: kinds), current)
    }
  }

  private func mend(_ told: Rebuilding, _ derived: DerivedRows, _ person: String) throws -> Rebuilding {
    _ = try pipeline(told.wrong.flatMap { derived.remedy(for: $0) })
    var told = told
    told.left = try wrongRows(of: derived)[told.id] ?? []
    let made = told.wrong.filter { !told.left.contains($0) }
    guard !made.isEmpty else { return told }
    let what = made.map { "\($0)" }.joined(separator: ",")
    _ = try query(
      Statements.insertRebuildings,
      ["person": .text(person), "case_id": .int8s([told.id.value]), "what": .texts([what])])
    return told
  }
}
