package import LookbackAudit
import LookbackCore
import LookbackPostgres
import LookbackTime

extension Store {
  /// The number of acts in one round trip.
  private static let actsAtOnce: Int64 = 1_000

  /// Checks the chain of administrative acts: that no number is missing, that each link is the hash of its bytes and
  /// that these contain the link before, and that the columns beside the bytes say the same.
  /// - Returns: the number of sound acts, and the first fault if there is one.
  package func verifyActs() async throws(StoreError) -> (acts: Int64, fault: ActFault?) {
    try await run { c in
      var chain = ActChain()
      while true {
        let rows = try c.query(
          Statements.readActs, ["after": .int8(chain.number), "limit": .int8(Self.actsAtOnce)])
        for row in rows {
          let before = chain.number
          do throws(ActFault) { try chain.take(row) } catch { return (before, error) }
        }
        if rows.isEmpty { return (chain.number, nil) }
      }
    }
  }
}

extension ActChain {
  /// Takes the next row of `read_acts`.
  fileprivate mutating func take(_ row: Row) throws(ActFault) {
    let expected = number + 1
    guard let record = try? ActRecord(body: row.bytea(6), link: row.bytea(7)) else {
      throw ActFault(.malformed, number: expected)
    }
    let recorded = try take(record)
    guard (try? recorded.isToldAlike(row)) == true else { throw ActFault(.altered, number: expected) }
  }
}

extension RecordedAct {
  /// Whether the columns beside the canonical bytes have the same values as the bytes.
  fileprivate func isToldAlike(_ row: Row) throws -> Bool {
    try row.int8(0) == number && row.timestamptz(1) == at.microseconds && row.optionalText(2) == initiator.person
      && row.text(3) == initiator.via && row.text(4) == act.kind.rawValue && row.text(5) == act.subject
  }
}
