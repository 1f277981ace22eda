import LookbackAudit
package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// A case that nobody else can move before the transaction ends, and where its row lies until then.
package struct LockedCase: Sendable {
  package let current: Case
  /// The link of its last event.
  package let link: [UInt8]
  /// The moment of its last event: time in a history never goes back.
  package let lastMoment: Moment
  let definition: [UInt8]
  let place: CTID

  /// - Parameter row: of `lock_cases`.
  init(_ row: Row) throws {
    place = try row.place(1)
    link = try row.bytea(2)
    lastMoment = Moment(microseconds: try row.int8(3))
    definition = try row.bytea(4)
    current = try Case(canonicalBytes: try row.bytea(5))
  }
}
