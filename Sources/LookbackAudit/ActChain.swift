package import LookbackCore

/// What is wrong with the chain of administrative acts, at its first bad act.
package struct ActFault: Error, Hashable {
  package let number: Int64
  package let kind: ChainFault.Kind

  package init(_ kind: ChainFault.Kind, number: Int64) {
    self.number = number
    self.kind = kind
  }
}

/// Checks the chain of administrative acts, from its first act on.
package struct ActChain: Sendable {
  /// The number of the last act that was taken.
  package private(set) var number: Int64 = 0
  private var head: [UInt8]
  private let digest: Digest

  package init(_ digest: Digest = .sha256) {
    self.digest = digest
    head = ActRecord.genesis(digest)
  }

  /// Takes the next record.
  /// - Returns: the act if the record stands where it should and says what it said when it was written.
  /// - Throws: `ActFault` otherwise.
  package mutating func take(_ record: ActRecord) throws(ActFault) -> RecordedAct {
    let expected = number + 1
    guard EventRecord.link(of: record.body, digest) == record.link else { throw ActFault(.wrongLink, number: expected) }
    guard let told = try? record.act() else { throw ActFault(.malformed, number: expected) }
    guard told.recorded.number == expected else { throw ActFault(.gap, number: expected) }
    guard told.previous == head else { throw ActFault(.broken, number: expected) }
    head = record.link
    number = expected
    return told.recorded
  }
}
