package import LookbackCore
package import LookbackTime

/// A timer as it stands in its table.
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

  /// By what tells nearly all of them apart: a batch of a storm looks up each of its timers several times.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(target)
    hasher.combine(due)
  }
}
