import LookbackAudit
package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// A case that nobody else can move before the transaction ends, and where its rows lie until then.
package struct LockedCase: Sendable {
  package let current: Case
  /// The link of its last event.
  package let link: [UInt8]
  /// The moment of its last event: time in a history never goes back.
  package let lastMoment: Moment
  let definition: [UInt8]
  let headPlace: RowPlace
  let documentPlace: RowPlace
}

/// The heads of the locked cases, before their states are read.
struct LockedHeads {
  struct Head {
    let id: CaseID
    let place: RowPlace
    let link: [UInt8]
    let lastMoment: Moment
    let definition: [UInt8]
  }

  /// In the order of their numbers.
  private let heads: [Head]

  /// - Parameter rows: of `lock_cases`.
  init(_ rows: Rows) throws {
    heads = try rows.map { row in
      Head(
        id: CaseID(try row.int8(0)), place: try row.place(1), link: try row.bytea(2),
        lastMoment: Moment(microseconds: try row.int8(3)), definition: try row.bytea(4))
    }
  }

  /// The cases whose states these are.
  /// - Parameter rows: of `read_case_data`.
  func cases(_ rows: Rows) throws -> [CaseID: LockedCase] {
    var found: [CaseID: LockedCase] = [:]
    found.reserveCapacity(rows.count)
    for (index, row) in rows.enumerated() {
      let id = CaseID(try row.int8(0))
      guard let head = head(of: id, likelyAt: index) else { continue }
      found[id] = LockedCase(
        current: try Case(canonicalBytes: try row.bytea(2)), link: head.link, lastMoment: head.lastMoment,
        definition: head.definition, headPlace: head.place, documentPlace: try row.place(1))
    }
    return found
  }

  /// Both were asked for in the same order, which the server mostly keeps.
  private func head(of id: CaseID, likelyAt index: Int) -> Head? {
    if index < heads.count, heads[index].id == id { return heads[index] }
    return heads.first { $0.id == id }
  }
}
