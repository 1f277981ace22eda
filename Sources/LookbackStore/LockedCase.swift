import LookbackAudit
package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// A case whose row is locked until the end of the transaction.
package struct LockedCase: Sendable {
  package let current: Case
  /// The chain link of its last event, 32 bytes.
  package let link: [UInt8]
  /// The moment of its last event. Moments in a history never go back.
  package let lastMoment: Moment
  let definition: [UInt8]
  /// The physical location of its row, which stays the same while the row is locked.
  let ctid: CTID

  /// - Parameter row: a row of `lock_cases`.
  init(_ row: Row) throws {
    ctid = try row.place(1)
    link = try row.bytea(2)
    lastMoment = Moment(microseconds: try row.int8(3))
    definition = try row.bytea(4)
    current = try Case(canonicalBytes: try row.bytea(5))
  }
}
