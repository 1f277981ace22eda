/// Something that can be configured; the raw value is its key in the file and its long flag.
package enum Setting: String, Sendable, Hashable, CaseIterable {
  case office, embedded, database, socket, listen, workflows, connections, queue, pooler, witness
  case archiveAfter = "archive-after"
  case testClock = "test-clock"
  case logLevel = "log-level"
  case logFormat = "log-format"

  /// `LOOKBACK_TEST_CLOCK` and the like.
  package var environmentVariable: String {
    "LOOKBACK_" + rawValue.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
  }
}

/// A text given for a setting, with the place it was given at.
struct GivenSetting: Sendable, Hashable {
  var text: String
  /// `--listen`, `LOOKBACK_LISTEN` or `lookbackd.yaml:3:9`.
  var origin: String
  /// The larger wins: file, credential, environment, flag.
  var rank: Int
}
