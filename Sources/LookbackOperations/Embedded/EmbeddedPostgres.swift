import Glibc
package import Logging
package import LookbackCore
import ServiceLifecycle

/// A private PostgreSQL server in a folder. It is made at the first start, stopped with the daemon, and started again
/// after a crash of either. Only the account of the daemon can connect.
package actor EmbeddedPostgres: Service {
  private let folder: EmbeddedFolder
  private let office: OfficeName
  private let account: ServerAccount
  private let programs: PostgresPrograms
  private let logger: Logger
  private var server: ChildProcess?
  private var isLocked = false

  /// Makes the folder of the server and looks for the programs. It starts nothing yet.
  /// - Throws: `EmbeddedPostgresError`, also if PostgreSQL is not installed.
  package init(folder path: String, office: OfficeName = .main, logger: Logger) throws {
    programs = try PostgresPrograms.find(path: getenv("PATH").map { String(cString: $0) } ?? "")
    account = try ServerAccount.find()
    folder = try EmbeddedFolder(path, account: account)
    self.office = office
    self.logger = logger
  }

  /// The connection string of the database `lookback` for the running daemon, which can add to history and not change
  /// it.
  package nonisolated var conninfo: String { conninfo(for: office.daemonRole) }

  /// The connection string for the owner of the tables.
  package nonisolated var ownerConninfo: String {
    "\(migrationConninfo) options='-c role=\(office.ownerRole)'"
  }

  /// The connection string for a superuser, who makes the roles of an office.
  package nonisolated var migrationConninfo: String { conninfo(for: "postgres") }

  private nonisolated func conninfo(for role: String) -> String {
    let host = folder.socket.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
    return "host='\(host)' user=\(role) dbname=lookback"
  }

  /// Starts the server, and returns when it accepts connections. A server that a killed daemon left running is stopped
  /// first.
  /// - Parameter timeout: how long to wait for another daemon to leave the folder.
  package func start(timeout: Duration = .seconds(5)) async throws {
    if let server, !server.hasEnded { return }
    if !isLocked {
      try await folder.lock(timeout: timeout)
      isLocked = true
    }
    try await stopOrphan()
    if access("\(folder.data)/PG_VERSION", F_OK) != 0 { try await initialize() }
    try admitDaemon()
    try await launch()
  }

  /// Lets the user who runs this program connect as the daemon of this office. The server reads this when it starts.
  private func admitDaemon() throws {
    let users = Set([account.ownName, account.name]).sorted()
    let map = users.flatMap { user in [office.daemonRole, "postgres"].map { "lookback \"\(user)\" \($0)\n" } }
    try folder.write(map.joined(), to: "\(folder.data)/pg_ident.conf")
  }

  /// Starts the server, or uses the one that a running daemon has started in this folder.
  package func startOrJoin() async throws {
    do { try await start(timeout: .zero) } catch {
      guard let id = folder.livingServer, folder.isReady(id) else { throw error }
    }
  }

  /// Keeps the server up until the graceful shutdown, then stops it.
  package func run() async throws {
    do { try await start() } catch {
      await stop()
      throw error
    }
    await cancelWhenGracefulShutdown { await self.keepUp() }
    await stop()
  }

  /// Stops the server and waits for its end.
  package func stop() async {
    guard let server else { return }
    self.server = nil
    server.send(SIGINT)
    let insist = Task {
      try await Task.sleep(for: .seconds(20))
      server.send(SIGQUIT)
    }
    _ = await server.ended()
    insist.cancel()
  }

  /// Ends the server in the way a power failure does.
  func kill() async {
    server?.send(SIGKILL)
    _ = await server?.ended()
    server = nil
  }

  /// Forgets the server without stopping it, as happens when a daemon is killed.
  func abandon() { server = nil }

  private func keepUp() async {
    while !Task.isCancelled {
      guard let server else { return }
      while !server.hasEnded, !Task.isCancelled { try? await Task.sleep(for: .milliseconds(200)) }
      if Task.isCancelled { return }
      logger.error("the private database server ended; starting it again", metadata: ["log": "\(folder.log)"])
      do { try await launch() } catch {
        if Task.isCancelled { return }
        logger.critical("the private database server does not start", metadata: ["reason": "\(error)"])
        return
      }
    }
  }

  /// Starts the server, and returns when it accepts connections. What was started is `server` from its first moment, so
  /// that `stop` ends it, too, when this throws.
  private func launch() async throws {
    let giveUp = ContinuousClock.now + .seconds(60)
    let stopTrying = ContinuousClock.now + .seconds(10)
    let command = account.prefix + [programs.postgres, "-D", folder.data] + settings
    while true {
      let child = try await ChildProcess.start(command, log: folder.log)
      server = child
      while !child.hasEnded {
        if folder.isReady(child.id) { return }
        guard ContinuousClock.now < giveUp else {
          child.send(SIGQUIT)
          throw EmbeddedPostgresError("PostgreSQL is not ready after a minute: \(folder.lastWords)")
        }
        try await Task.sleep(for: .milliseconds(5))
      }
      server = nil
      // After a kill, remains of the old server hold its memory and its lock file for a short time.
      guard ContinuousClock.now < stopTrying else {
        throw EmbeddedPostgresError("PostgreSQL did not start: \(folder.lastWords); see \(folder.log)")
      }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  private var settings: [String] {
    [
      "listen_addresses=", "unix_socket_directories=\(folder.socket)", "unix_socket_permissions=0700",
      "max_connections=60", "shared_buffers=64MB", "wal_level=minimal", "max_wal_senders=0", "jit=off",
      "lc_messages=C", "log_timezone=UTC", "log_line_prefix=%m [%p] ",
    ].flatMap { ["-c", $0] }
  }

  private func stopOrphan() async throws {
    guard let id = folder.livingServer else { return }
    logger.notice("stopping the database server of a daemon that was killed", metadata: ["process": "\(id)"])
    Glibc.kill(id, SIGINT)
    let insist = ContinuousClock.now + .seconds(20)
    let giveUp = insist + .seconds(10)
    while folder.livingServer == id {
      if ContinuousClock.now > giveUp {
        throw EmbeddedPostgresError("the database server \(id) in \(folder.path) does not stop: stop it by hand")
      }
      if ContinuousClock.now > insist { Glibc.kill(id, SIGQUIT) }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// Makes the data directory under another name and renames it when it is complete, so that a kill in between leaves
  /// no incomplete one.
  private func initialize() async throws {
    try await ChildProcess.run(["rm", "-rf", folder.newData], log: folder.log)
    try folder.make(folder.newData, for: account)
    let initdb = [
      programs.initdb, "-D", folder.newData, "-U", "postgres", "-A", "peer", "-E", "UTF8", "--locale=C",
      "--data-checksums", "--no-sync", "--no-instructions",
    ]
    try await ChildProcess.run(account.prefix + initdb, log: folder.log)
    try folder.write("local all all peer map=lookback\n", to: "\(folder.newData)/pg_hba.conf")
    let setup = [
      "CREATE ROLE \(office.ownerRole);", "CREATE ROLE \(office.daemonRole) LOGIN;",
      "GRANT pg_read_all_stats TO \(office.daemonRole);", "CREATE DATABASE lookback;",
    ]
    try folder.write(setup.map { "\($0)\n" }.joined(), to: folder.setup)
    let single = [programs.postgres, "--single", "-D", folder.newData, "postgres"]
    try await ChildProcess.run(account.prefix + single, input: folder.setup, log: folder.log)
    unlink(folder.setup)
    try folder.adoptNewData()
  }
}
