/// The limits beyond which something counts as wrong.
package struct Thresholds: Sendable {
  /// The number of partitions of history; those of ten years are 121.
  package var months: Int64 = 125
  /// The number of dead rows of a table; both this and `deadShare` must be reached.
  package var deadRows: Int64 = 20_000
  /// The number of dead rows of a table for each live one.
  package var deadShare = 1.0
  /// The seconds for which a transaction may be open.
  package var transaction = 60.0
  /// The bytes of the log that a slot in use may keep. A slot that nobody uses may keep none.
  package var slotBytes: Int64 = 1 << 30
  /// The bytes of the log by which a standby may be behind.
  package var replicaBytes: Int64 = 64 << 20
  /// The seconds by which the clocks of the database and this machine may differ.
  package var clockSkew = 1.0
  /// The seconds by which a timer or signal may be late.
  package var lateness = 10.0
  /// The milliseconds that a statement may take on average.
  package var statement = 100.0
  /// The bytes that must be free on the database's disk; both this and `freeShare` must be kept.
  package var freeBytes: Int64 = 2 << 30
  /// The part of the database's disk that must be free, 0 to 1.
  package var freeShare = 0.05

  /// Makes the thresholds that the daemon's doctor uses.
  package init() {}
}
