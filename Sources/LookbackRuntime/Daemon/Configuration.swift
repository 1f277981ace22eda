package import Logging
package import LookbackCore
package import LookbackSignIn
package import LookbackTime

/// The validated settings of one daemon.
package struct Configuration: Sendable {
  package enum Database: Sendable, Hashable {
    /// A private server that the daemon starts, with all its files in this folder.
    case embedded(folder: String)
    /// A server reached by a libpq connection string, which may hold a password.
    case server(conninfo: Secret)
  }

  /// What pools connections between the daemon and its database.
  package enum Pooler: String, Sendable, Hashable, CaseIterable {
    /// No pooler, or one that gives each session a server connection of its own.
    case none, session
    /// A pooler that assigns a server connection to each transaction.
    case transaction
  }

  /// The office that the daemon serves; its schema, roles, folders and socket are named after it.
  package var office = OfficeName.main
  package var database = Database.server(conninfo: Secret("dbname=lookback"))
  /// The path of the Unix socket for the command line.
  package var socket = OfficeName.main.socket
  /// The TCP address; nil means no TCP.
  package var listen: ListenAddress?
  /// Whether a proxy stands before the TCP address that ends TLS. Without one only this machine may be listened to.
  package var isBehindTLSProxy = false
  /// Whether a database on another machine may be talked to without TLS.
  package var allowsDatabaseWithoutTLS = false
  /// The folder of definitions.
  package var workflows = "/etc/\(OfficeName.main.folder)/workflows"
  /// The first reading of the test clock, if the daemon creates the office; nil means the real clock.
  package var testClock: Moment?
  /// The largest number of connections to the database.
  package var connections = 8
  /// How many of these answer requests that only read. The engine has the others.
  package var readingConnections: Int { max(1, connections / 4) }
  /// After how many days an ended case leaves the tables that every batch reads; nil means never.
  package var archiveAfter: Int? = 100
  /// The path of the witness file; nil keeps the witness in memory only.
  package var witness: String?
  /// The pooler between the daemon and its database.
  package var pooler = Pooler.none
  /// The largest number of commands that may wait for a batch; more are answered as unavailable.
  package var queue = 20_000
  /// What is asked of passwords.
  package var passwordPolicy = PasswordPolicy.asvs
  /// After how many minutes without a request a session ends.
  package var sessionIdle = 30
  /// After how many hours a session ends in any case.
  package var sessionLife = 12
  package var logLevel = Logger.Level.info
  package var logFormat = LineLogHandler.Format.logfmt

  package init() {}

  /// Reads the layers in the order of their precedence: defaults, the file, credentials, the environment, flags. A
  /// later layer overrides an earlier one.
  /// - Throws: `ConfigurationError` with every problem of every layer.
  package static func read(
    flags: [Setting: String], environment: [String: String], file: ConfigurationFile? = nil
  ) throws(ConfigurationError) -> Configuration {
    var reader = ConfigurationReader()
    if let file { reader.add(file) }
    reader.addCredentials(environment)
    reader.add(environment: environment)
    reader.add(flags: flags)
    return try reader.configuration(
      runtimeDirectory: environment["RUNTIME_DIRECTORY"], stateDirectory: environment["STATE_DIRECTORY"])
  }
}
