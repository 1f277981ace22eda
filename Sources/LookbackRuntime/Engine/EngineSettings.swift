/// The limits of an engine.
package struct EngineSettings: Sendable {
  /// The largest number of commands in a batch. A larger batch gains nothing and holds locks longer.
  package var batchLimit = 500
  /// The largest number of batches underway at the same time, each on a connection of its own.
  package var parallelBatches = 4
  /// How many commands must wait before a batch is launched beside others: a small batch costs as many statements as a
  /// large one.
  package var minimumBatch = 32
  /// How long after the last launch another batch is launched, even if fewer commands wait.
  package var maxBatchDelay = Duration.milliseconds(20)
  /// The largest number of waiting commands; more are answered as unavailable.
  package var capacity = 20_000
  /// The largest number of bytes that waiting commands may take up together, by estimate.
  package var byteCapacity = 32 * 1_048_576
  /// How long a batch is retried before its commands are answered as unavailable or unknown.
  package var retryTimeout = Duration.seconds(15)
  /// How long a timer of the real clock waits for a case that another transaction has locked. It is short because other
  /// timers of its lane wait behind it; the next full scan of the lanes finds the timer again.
  package var timerTimeout = Duration.seconds(1)

  package init() {}
}
