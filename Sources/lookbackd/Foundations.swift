import Glibc
import Logging
import LookbackCore
import LookbackOperations
import LookbackPostgres
import LookbackRuntime
import LookbackStore

/// What every verb stands on: the log, the database server if it is ours, and the store.
struct Foundations {
  let configuration: Configuration
  let logger: Logger
  /// The private server; started when this value was made.
  let server: EmbeddedPostgres?
  private let ownerConninfo: String
  /// The way for a migration, which may have to make roles.
  private let migrationConninfo: String
  private let conninfo: String

  /// - Parameter isDaemon: false for a verb that may use the private server of a daemon that runs.
  init(_ configuration: Configuration, isDaemon: Bool) async throws {
    let hasJournal = getenv("JOURNAL_STREAM") != nil
    self.configuration = configuration
    let (level, format) = (configuration.logLevel, configuration.logFormat)
    LoggingSystem.bootstrap { LineLogHandler(label: $0, level: level, format: format, hasPriorities: hasJournal) }
    logger = Logger(label: "lookbackd")
    switch configuration.database {
    case .server(let secret):
      server = nil
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

  /// The pool that the daemon works with.
  /// - Parameter witness: looks at every connection before it is used; those of a verb that does no batches have none.
  func pool(admittedBy witness: Witness? = nil) -> ConnectionPool {
    var settings = settings(conninfo)
    settings.commitDeadline = .seconds(5)
    return ConnectionPool(settings, size: configuration.connections) { connection in
      guard let witness else { return }
      try await witness.examine(connection)
      try await connection.warmUp()
    }
  }

  /// One connection that waits for a commit as long as the server does: to give up would leave the server waiting with
  /// one more session each time.
  func watchPool() -> ConnectionPool {
    var settings = settings(conninfo)
    settings.statementTimeout = .seconds(5)
    settings.commitDeadline = .seconds(3_600)
    return ConnectionPool(settings, size: 1)
  }

  /// One connection as the owner of the tables, for work that takes as long as it takes.
  func ownerPool() -> ConnectionPool {
    var settings = settings(ownerConninfo)
    settings.statementTimeout = nil
    settings.lockTimeout = nil
    return ConnectionPool(settings, size: 1)
  }

  /// Runs the body with a migrator as the owner of the tables or as an administrator.
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
