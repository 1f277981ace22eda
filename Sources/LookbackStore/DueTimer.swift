package import LookbackCore
package import LookbackTime

/// A row of the table of timers.
package struct DueTimer: Sendable, Hashable {
  package var lane: Int16
  package var target: CaseID
  package var key: String
  package var due: Moment
  package init(lane: Int16, target: CaseID, key: String, due: Moment) {
    self.lane = lane
    self.target = target
    self.key = key
    self.due = due
  }

  /// Hashes the fields that distinguish nearly all timers, because a large batch looks each of its timers up several
  /// times.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(target)
    hasher.combine(due)
  }
}
