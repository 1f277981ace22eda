/// From where on something counts as wrong.
package struct Thresholds: Sendable {
  /// Partitions of history: ten years are 121.
  package var months: Int64 = 125
  /// Dead rows of a table, and how many times as many as live ones.
  package var deadRows: Int64 = 20_000
  package var deadShare = 1.0
  /// Seconds that a transaction may be open.
  package var transaction = 60.0
  /// Bytes of the log that a slot in use may keep; one that nobody uses may keep none.
  package var slotBytes: Int64 = 1 << 30
  /// Bytes of the log that a standby may be behind.
  package var replicaBytes: Int64 = 64 << 20
  /// Seconds between the clock of the database and ours.
  package var clockSkew = 1.0
  /// Seconds that a timer or signal may be late.
  package var lateness = 10.0
  /// Milliseconds that a statement may take on average.
  package var statement = 100.0
  /// Free space of the database's disk, whichever is more.
  package var freeBytes: Int64 = 2 << 30
  package var freeShare = 0.05

  package init() {}
}
