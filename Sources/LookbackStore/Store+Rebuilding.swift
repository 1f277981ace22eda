package import LookbackAudit
package import LookbackCore
import LookbackPostgres

/// What was found and done beside one case.
package struct Rebuilding: Sendable, Hashable {
  package var id: CaseID
  /// What did not fit the case.
  package var wrong: [ChainFault.Kind]
  /// What does not fit it still: a unique value that another case has, or, in a dry run, all of it.
  package var left: [ChainFault.Kind]
  /// Its history is not sound: nothing is built from it.
  package var fault: ChainFault?
}

extension Store {
  /// Looks at up to `limit` cases after `after`, and makes anew what is derived from them and does not fit: timers, work
  /// items, lines in the lists, unique values. What is wrong is made in one transaction that holds those cases, and is
  /// on record. A case whose history is not sound is told and left alone.
  /// - Parameters:
  ///   - only: these cases alone; nil: all.
  ///   - person: who does it; nil: nothing is changed.
  /// - Returns: the last case that was looked at, nil at the end; and those with something to tell.
  package func rebuild(
    after: CaseID, limit: Int, only: Set<CaseID>?, library: Library, person: String?
  ) async throws(StoreError) -> (last: CaseID?, found: [Rebuilding]) {
    try await run { c in
      let page = try c.query(Statements.listCaseIds, [.int8(after.value), .int8(Int64(limit))])
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
      _ = try query(Statements.lockCases, [.int8s(ids.map(\.value))])
      _ = try query(Statements.lockArchivedCases, [.int8s(ids.map(\.value))])
      // Further statements, hence snapshots taken after the last lock was granted.
      return try look(places.filter { ids.contains($0.id) }, library).map { look in
        guard let current = look.current else { return look.told }
        return try mend(look.told, DerivedRows(of: [current], library), person)
      }
    }
    return (seen.filter { $0.fault != nil } + repaired).sorted { $0.id < $1.id }
  }

  /// Cases with something wrong, and those of them that rows can be made from.
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
    _ = try query(Statements.insertRebuildings, [.int8s([told.id.value]), .texts([what]), .text(person)])
    return told
  }
}
