package import LookbackAudit
package import LookbackCore
import LookbackPostgres

/// What a verification looked at and found.
package struct Verification: Sendable {
  package var cases = 0
  package var events = 0
  package var faults: [ChainFault] = []
}

extension Store {
  /// Checks every case of a tenant: each event's bytes, link and place, and that replaying the history gives the
  /// stored case byte for byte. Goes on after a fault, so that all are named.
  package func verify(
    tenant: TenantID, progress: @Sendable (Verification) -> Void = { _ in }
  ) async throws(StoreError) -> Verification {
    var result = Verification()
    var last: Int64 = 0
    while true {
      let page = try await rows(Statements.listCaseIds, [.int4(tenant.value), .int8(last), .int8(500)]) { row in
        (CaseID(try row.int8(0)), try row.bytea(1))
      }
      guard let end = page.last else { return result }
      for (id, definition) in page {
        let (events, fault) = try await verify(id, definition, tenant)
        result.cases += 1
        result.events += events
        if let fault { result.faults.append(fault) }
      }
      last = end.0.value
      progress(result)
    }
  }

  /// The number of events of one case, and its first fault.
  private func verify(
    _ id: CaseID, _ definition: [UInt8], _ tenant: TenantID
  ) async throws(StoreError) -> (events: Int, fault: ChainFault?) {
    try await run { c in
      let place = EventRecord.Place(tenant: tenant, id: id, definition: definition)
      var chain = HashChain(place)
      let rows = try c.query(
        Statements.listEvents, [.int4(tenant.value), .int8(id.value), .int8(0), .int8(.max)])
      for row in rows {
        let sequence = try row.int8(0)
        guard let record = try? EventRecord(row) else {
          return (chain.events.count, ChainFault(.malformed, id: id, sequence: sequence))
        }
        if let fault = chain.take(record) { return (chain.events.count, fault) }
        if chain.events.last?.sequence != sequence {
          return (chain.events.count, ChainFault(.altered, id: id, sequence: sequence))
        }
      }
      return (chain.events.count, try Self.stateFault(chain, id, tenant, c))
    }
  }

  private static func stateFault(
    _ chain: HashChain, _ id: CaseID, _ tenant: TenantID, _ c: isolated Connection
  ) throws -> ChainFault? {
    let stored = try c.query(Statements.readCase, [.int4(tenant.value), .int8(id.value)])[0]
    guard let replayed = Case.replay(chain.events, id: id, tenant: tenant) else {
      return ChainFault(.missing, id: id, sequence: 0)
    }
    let sequence = Int64(chain.events.count)
    guard try stored.int8(0) == sequence, try stored.bytea(1) == chain.head,
      try stored.bytea(2) == replayed.canonicalBytes
    else { return ChainFault(.state, id: id, sequence: sequence) }
    return nil
  }
}
