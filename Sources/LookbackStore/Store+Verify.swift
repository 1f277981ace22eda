package import LookbackAudit
package import LookbackCore
import LookbackPostgres

/// What a verification looked at and found.
package struct Verification: Sendable {
  package var cases = 0
  package var events = 0
  package var faults: [ChainFault] = []
  /// Published definitions whose text is not the one that was published, such as `workflow handling 1`.
  package var alteredDefinitions: [String] = []
}

extension Store {
  /// Cases of one round trip.
  private static let verifiedAtOnce: Int64 = 100

  /// Checks every case of a tenant: each event's bytes, link and place, the columns beside the bytes, and that replaying
  /// the history gives the stored case byte for byte. Goes on after a fault, so that all are named; of each case the
  /// first. Runs beside the daemon: each case is read in one snapshot.
  package func verify(
    tenant: TenantID, progress: @Sendable (Verification) -> Void = { _ in }
  ) async throws(StoreError) -> Verification {
    var result = Verification()
    var last: Int64 = 0
    while true {
      let after = last
      let (ids, found) = try await run { c in try c.verify(after: after, atMost: Self.verifiedAtOnce, tenant) }
      guard let end = ids.last else { break }
      last = end.value
      for (events, fault) in found {
        result.cases += 1
        result.events += events
        if let fault { result.faults.append(fault) }
      }
      progress(result)
    }
    result.alteredDefinitions = try await definitions(tenant: tenant).filter { !$0.isSound }.map {
      "\($0.kind.rawValue) \($0.name) \($0.version)"
    }
    result.faults += try await rows(Statements.listLostCases, [.int4(tenant.value)]) { row in
      ChainFault(.lost, id: CaseID(try row.int8(0)), sequence: try row.int8(1))
    }
    return result
  }
}

extension Connection {
  fileprivate func verify(
    after: Int64, atMost limit: Int64, _ tenant: TenantID
  ) throws -> (ids: [CaseID], found: [(events: Int, fault: ChainFault?)]) {
    let page = try query(Statements.listCaseIds, [.int4(tenant.value), .int8(after), .int8(limit)])
    let places = try page.map { row in
      EventRecord.Place(tenant: tenant, id: CaseID(try row.int8(0)), definition: try row.bytea(1))
    }
    let steps: [(Statement, [Parameter])] = places.flatMap { place in
      let key: [Parameter] = [.int4(tenant.value), .int8(place.id.value)]
      return [(Statements.readCase, key), (Statements.readEvents, key)]
    }
    let rows = try pipeline([(Self.beginSnapshot, [])] + steps + [(.commit, [])])
    let found = try places.enumerated().map { index, place in
      try CaseCheck(place, stored: rows[1 + index * 2].first).result(of: rows[2 + index * 2])
    }
    return (places.map(\.id), found)
  }

  private static let beginSnapshot = Statement("begin_snapshot", "begin isolation level repeatable read read only")
}
