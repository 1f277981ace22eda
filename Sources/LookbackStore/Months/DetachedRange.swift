import LookbackAudit
import LookbackCore
import LookbackPostgres

/// What is recorded about a case when a month of its history is detached.
struct DetachedRange: Sendable {
  var chain: ChainRange
  /// The sequence number of the case's last event at that time.
  var caseSequence: Int64
  /// The SHA-256 digest of the stored case at that time.
  var docDigest: [UInt8]
}

extension Connection {
  /// Returns the detached parts of these cases' histories, in order.
  func ranges(of ids: [CaseID]) throws -> [CaseID: [DetachedRange]] {
    var found: [CaseID: [DetachedRange]] = [:]
    for row in try query(Statements.listStretches, ["case_ids": .int8s(ids.map(\.value))]) {
      let previous = try row.bytea(3)
      let chain = ChainRange(
        first: try row.int8(1), last: try row.int8(2), previous: previous.isEmpty ? nil : previous,
        link: try row.bytea(4))
      let range = DetachedRange(chain: chain, caseSequence: try row.int8(5), docDigest: try row.bytea(6))
      found[CaseID(try row.int8(0)), default: []].append(range)
    }
    return found
  }
}
