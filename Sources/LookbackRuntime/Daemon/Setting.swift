/// A setting of the daemon. The raw value is its key in the configuration file and its long flag.
package enum Setting: String, Sendable, Hashable, CaseIterable {
  case office, embedded, database, socket, listen, workflows, connections, queue, pooler, witness
  case archiveAfter = "archive-after"
  case passwordPolicy = "password-policy"
  case sessionIdle = "session-idle"
  case sessionLife = "session-life"
  case behindTLSProxy = "behind-tls-proxy"
  case databaseWithoutTLS = "database-without-tls"
  case testClock = "test-clock"
  case logLevel = "log-level"
  case logFormat = "log-format"

  /// The name of the environment variable, such as `LOOKBACK_TEST_CLOCK`.
  package var environmentVariable: String {
    "LOOKBACK_" + rawValue.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
  }
}

/// The text given for a setting, with its origin.
struct GivenSetting: Sendable, Hashable {
  var text: String
  /// Where the text was given: `--listen`, `LOOKBACK_LISTEN` or `lookbackd.yaml:3:9`, for example.
  var origin: String
  /// The precedence of the layer: 0 for the file, 1 for a credential, 2 for the environment, 3 for a flag.
  var rank: Int
}
