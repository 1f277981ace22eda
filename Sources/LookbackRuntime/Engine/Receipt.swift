package import LookbackCore
package import LookbackTime

/// Proof that a command was done: the state of its case after it, and the link of the last event that it made.
package struct Receipt: Sendable, Hashable {
  package var `case`: CaseID
  /// The sequence number of the last event that the command made.
  package var sequence: Int64
  /// The state of the root track after the command.
  package var state: String
  /// The chain link of that event, 32 bytes. It is empty if the command changed nothing, and if a version without
  /// receipts recorded it.
  package var link: [UInt8]
  /// When the command was recorded, by the office's clock.
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
  /// Whether both are receipts of the same recording. The links are not compared, because a link is known only after
  /// the recording.
  func isOfSameAct(as other: Receipt) -> Bool {
    self.case == other.case && sequence == other.sequence && state == other.state && at == other.at
  }
}
