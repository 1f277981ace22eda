import ArgumentParser
import Glibc
import LookbackRuntime

/// The flags that all subcommands have, and how they become one configuration.
struct ConfigurationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The office whose schema, roles, folders and socket are meant, main unless given.",
      discussion: "A database holds many offices, each served by a daemon of its own.", valueName: "name"))
  var office: String?

  @Option(help: ArgumentHelp("Keep a private PostgreSQL with all its data in this folder.", valueName: "dir"))
  var embedded: String?

  @Option(
    help: ArgumentHelp(
      "Use this database, a libpq connection string such as 'host=/run/postgresql dbname=lookback'.",
      discussion: "A password belongs into a file or credential: everybody can read flags.", valueName: "conninfo"))
  var database: String?

  @Option(help: ArgumentHelp("Read settings from this YAML file, keys as the long flags.", valueName: "file"))
  var config: String?

  @Option(name: .customLong("log-level"), help: "trace, debug, info, notice, warning, error or critical.")
  var logLevel: String?

  @Option(name: .customLong("log-format"), help: "logfmt or json; one line a message, to standard error.")
  var logFormat: String?

  @Option(help: "The largest number of connections to the database.")
  var connections: String?

  @Option(
    help: ArgumentHelp(
      "What stands before the database: none, session or transaction.",
      discussion: "`transaction` is for a pooler such as PgBouncer with pool_mode = transaction.", valueName: "kind"))
  var pooler: String?

  @Flag(
    name: .customLong("database-without-tls"),
    help: "Talk to a database on another machine without TLS, where the network itself is safe.")
  var databaseWithoutTLS = false

  /// Reads the configuration. Flags take precedence over the environment, then credentials, then the file, then
  /// defaults.
  func configuration(adding more: [Setting: String?] = [:]) throws(ConfigurationError) -> Configuration {
    var environment: [String: String] = [:]
    for variable in Setting.allCases.map(\.environmentVariable) + Self.otherVariables {
      if let value = getenv(variable) { environment[variable] = String(cString: value) }
    }
    let own: [Setting: String?] = [
      .office: office, .embedded: embedded, .database: database, .logLevel: logLevel, .logFormat: logFormat,
      .connections: connections,
      .pooler: pooler, .databaseWithoutTLS: databaseWithoutTLS ? "true" : nil,
    ]
    let path = config ?? environment["LOOKBACK_CONFIG"]
    var file: ConfigurationFile?
    if let path { file = try ConfigurationFile.load(path) }
    return try Configuration.read(
      flags: own.merging(more) { $1 }.compactMapValues { $0 }, environment: environment, file: file)
  }

  private static let otherVariables = [
    "LOOKBACK_CONFIG", "RUNTIME_DIRECTORY", "STATE_DIRECTORY", "CREDENTIALS_DIRECTORY",
  ]
}
