package import LookbackCore
package import LookbackTime

/// Proof that a command was done: where the case stands since, and the link of the last event it made.
package struct Receipt: Sendable, Hashable {
  package var `case`: CaseID
  /// The number of the last event that the command made.
  package var sequence: Int64
  /// The state of the root track after it.
  package var state: String
  /// The chain link of that event, 32 bytes; empty of a command that changed nothing, and of one that was recorded by a
  /// version that kept no receipts.
  package var link: [UInt8]
  /// When it was recorded, by the office's clock.
  package var at: Moment

  package init(case: CaseID, sequence: Int64, state: String, link: [UInt8], at: Moment) {
    self.case = `case`
    self.sequence = sequence
    self.state = state
    self.link = link
    self.at = at
  }
}

extension Receipt {
  /// Whether both tell of one recording; a link is known only once it is recorded.
  func isOfSameAct(as other: Receipt) -> Bool {
    self.case == other.case && sequence == other.sequence && state == other.state && at == other.at
  }
}
