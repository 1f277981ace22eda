import LookbackAudit
import LookbackCore
import LookbackPostgres

/// What is recorded of a case when a month of its history is taken out.
struct DetachedStretch: Sendable {
  var chain: ChainStretch
  /// How many events the case had then.
  var caseSequence: Int64
  /// The SHA-256 of its stored state then.
  var docDigest: [UInt8]
}

extension Connection {
  /// The parts of these cases' histories that are out, in order.
  func stretches(of ids: [CaseID]) throws -> [CaseID: [DetachedStretch]] {
    var found: [CaseID: [DetachedStretch]] = [:]
    for row in try query(Statements.listStretches, [.int8s(ids.map(\.value))]) {
      let previous = try row.bytea(3)
      let chain = ChainStretch(
        first: try row.int8(1), last: try row.int8(2), previous: previous.isEmpty ? nil : previous,
        link: try row.bytea(4))
      let stretch = DetachedStretch(chain: chain, caseSequence: try row.int8(5), docDigest: try row.bytea(6))
      found[CaseID(try row.int8(0)), default: []].append(stretch)
    }
    return found
  }
}
