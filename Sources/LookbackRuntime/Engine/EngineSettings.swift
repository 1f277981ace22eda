/// How much an engine takes on.
package struct EngineSettings: Sendable {
  /// Commands of one batch; more gains nothing and holds locks longer.
  package var batchLimit = 500
  /// Batches on their way at once, each on a connection of its own.
  package var parallelBatches = 4
  /// Commands that must wait for a batch to be sent beside those on their way: a batch of few costs as many statements.
  package var minimumBatch = 32
  /// How long a batch may be on its way before others are sent beside it, however few wait.
  package var maxBatchDelay = Duration.milliseconds(20)
  /// Commands that may wait; more are turned away.
  package var capacity = 20_000
  /// Bytes that those may take up, about.
  package var byteCapacity = 32 * 1_048_576
  /// How long a batch is tried again before its commands are given back as unavailable or unknown.
  package var patience = Duration.seconds(15)
  /// How long a timer of the real clock waits for a case that somebody else holds: other timers of its lane wait behind
  /// it, and it is found again at the next look at all lanes.
  package var timerPatience = Duration.seconds(1)

  package init() {}
}
