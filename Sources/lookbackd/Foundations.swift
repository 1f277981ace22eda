import Glibc
import Logging
import LookbackCore
import LookbackOperations
import LookbackPostgres
import LookbackRuntime
import LookbackStore

/// What every subcommand needs: the log, the private database server if there is one, and connections.
struct Foundations {
  let configuration: Configuration
  let logger: Logger
  /// The private server, which was started when this value was made; nil with a server of another's.
  let server: EmbeddedPostgres?
  private let ownerConninfo: String
  /// The connection string for a migration, which may have to make roles.
  private let migrationConninfo: String
  private let conninfo: String

  /// - Parameter isDaemon: false for a subcommand, which may use the private server of a running daemon.
  init(_ configuration: Configuration, isDaemon: Bool) async throws {
    let hasJournal = getenv("JOURNAL_STREAM") != nil
    self.configuration = configuration
    let (level, format) = (configuration.logLevel, configuration.logFormat)
    LoggingSystem.bootstrap { LineLogHandler(label: $0, level: level, format: format, hasPriorities: hasJournal) }
    logger = Logger(label: "lookbackd")
    switch configuration.database {
    case .server(let secret):
      server = nil
      if let host = ConnectionConfiguration(conninfo: secret.revealed).hostWithoutTLS,
        !configuration.allowsDatabaseWithoutTLS
      {
        throw ConfigurationError([
          "the database at \(host) would be talked to without TLS: add `sslmode=verify-full` (or at least `require`) to its "
            + "connection string, or say `database-without-tls: true` where the network itself is safe"
        ])
      }
      (conninfo, ownerConninfo, migrationConninfo) = (secret.revealed, secret.revealed, secret.revealed)
    case .embedded(let folder):
      let embedded = try EmbeddedPostgres(
        folder: folder, office: configuration.office, logger: Logger(label: "postgres"))
      if isDaemon { try await embedded.start() } else { try await embedded.startOrJoin() }
      server = embedded
      (conninfo, ownerConninfo) = (embedded.conninfo, embedded.ownerConninfo)
      migrationConninfo = embedded.migrationConninfo
    }
  }

  var witnessFile: WitnessFile? { configuration.witness.map { WitnessFile(path: $0) } }

  /// Makes the pool with which the engine works, or a subcommand.
  /// - Parameter witness: examines every connection before it is used; nil for a subcommand, which records no batches.
  func pool(admittedBy witness: Witness? = nil) -> ConnectionPool {
    var settings = settings(conninfo)
    settings.commitDeadline = .seconds(5)
    return ConnectionPool(settings, size: configuration.connections - configuration.readingConnections) { connection in
      guard let witness else { return }
      try await witness.examine(connection)
      try await connection.warmUp()
    }
  }

  /// Makes the pool with which requests are answered that only read. What it is asked may take long, and never holds up
  /// the engine.
  func readingPool(admittedBy witness: Witness) -> ConnectionPool {
    var settings = settings(conninfo)
    settings.commitDeadline = .seconds(5)
    settings.statementTimeout = .seconds(5)
    return ConnectionPool(settings, size: configuration.readingConnections) { try await witness.examine($0) }
  }

  /// Makes a pool of one connection that waits for a commit as long as the server does. If it gave up, the server would
  /// keep one more waiting session each time.
  func watchPool() -> ConnectionPool {
    var settings = settings(conninfo)
    settings.statementTimeout = .seconds(5)
    settings.commitDeadline = .seconds(3_600)
    return ConnectionPool(settings, size: 1)
  }

  /// Makes a pool of one connection as the owner of the tables, without timeouts, for work that takes long.
  func ownerPool() -> ConnectionPool {
    var settings = settings(ownerConninfo)
    settings.statementTimeout = nil
    settings.lockTimeout = nil
    return ConnectionPool(settings, size: 1)
  }

  /// Runs the body with a migrator, connected as the owner of the tables or as an administrator.
  func withMigrator<R: Sendable>(_ body: @Sendable (Migrator) async throws -> R) async throws -> R {
    var settings = settings(migrationConninfo)
    settings.statementTimeout = nil
    let connection = try await Connection.connect(settings)
    do {
      let result = try await body(Migrator(connection, office: configuration.office))
      await connection.close()
      return result
    } catch {
      await connection.close()
      throw error
    }
  }

  private func settings(_ conninfo: String) -> ConnectionConfiguration {
    var settings = ConnectionConfiguration(
      conninfo: conninfo, statementTimeout: .seconds(15), lockTimeout: .seconds(2), applicationName: "lookbackd",
      logger: Logger(label: "postgres"))
    settings.searchPath = configuration.office.searchPath
    settings.pooling = configuration.pooler == .transaction ? .transaction : .session
    return settings
  }
}
