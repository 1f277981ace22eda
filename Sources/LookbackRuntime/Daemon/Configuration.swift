package import Logging
package import LookbackCore
package import LookbackTime

/// How one daemon runs, validated whole.
package struct Configuration: Sendable {
  package enum Database: Sendable, Hashable {
    /// A private server with all its files in this folder.
    case embedded(folder: String)
    /// A libpq connection string; it may hold a password.
    case server(conninfo: Secret)
  }

  package enum Pooler: String, Sendable, Hashable, CaseIterable {
    /// Nothing, or one that gives each session a server connection of its own.
    case none, session
    /// One that gives a server connection to each transaction anew.
    case transaction
  }

  /// Whose daemon this is; its schema, roles, folders and socket are called after it.
  package var office = OfficeName.main
  package var database = Database.server(conninfo: Secret("dbname=lookback"))
  /// The path of the Unix socket that the command line talks to.
  package var socket = OfficeName.main.socket
  /// nil: no TCP.
  package var listen: ListenAddress?
  /// The folder of definitions.
  package var workflows = "/etc/\(OfficeName.main.folder)/workflows"
  /// Where the clock of an office that is made at the first start stands still; nil for the real clock.
  package var testClock: Moment?
  /// The largest number of connections to the database.
  package var connections = 6
  /// Days after which a case that has ended leaves the tables which every batch reads; nil: never.
  package var archiveAfter: Int? = 100
  /// Where the daemon remembers what its database acknowledged; nil: only while it runs.
  package var witness: String?
  /// What stands between the daemon and its database.
  package var pooler = Pooler.none
  /// Commands that may wait for their batch; more are turned away.
  package var queue = 20_000
  package var logLevel = Logger.Level.info
  package var logFormat = LineLogHandler.Format.logfmt

  package init() {}

  /// Defaults, overridden by the file, then credentials, the environment and flags.
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
