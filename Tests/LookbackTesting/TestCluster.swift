import Glibc
import LookbackPostgres

/// A private, throw-away PostgreSQL server in a folder of its own, reachable only through a socket.
///
/// Most tests share one (`shared`) and take a fresh database each; tests that stop or kill the server make their own.
/// The server never outlives the test process: it is stopped at exit, and by the kernel when the process is killed.
package actor TestCluster {
  /// Whether data survives a crash of the machine; `.none` is fast.
  package enum Durability: Sendable { case none, full }

  /// How the server is told to end.
  package enum StopMode: Sendable {
    /// Rolls back and disconnects everybody, then writes everything down.
    case fast
    /// Drops everything where it stands; the next start recovers as after a crash.
    case immediate
  }

  private let executor: ThreadExecutor
  private let programs: TestClusterPrograms
  private let folder: TestClusterFolder
  private let settings: [String: String]
  private var server: pid_t?
  private var maintenance: Connection?
  private var databases = 0
  private var templates: [String: Task<Void, any Error>] = [:]

  /// The thread of this cluster; the server ends with it.
  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private static let starting = Task { try await TestCluster.create() }

  /// The server of this test process, started at its first use. Do not stop it.
  /// - Throws: `TestClusterError` that says what to install when there is no PostgreSQL.
  package static var shared: TestCluster {
    get async throws { try await starting.value }
  }

  /// Makes and starts a server of one's own (about a second).
  /// - Parameters:
  ///   - settings: server settings that win over the defaults.
  ///   - walSegmentMegabytes: a power of two; small ones start fast, 16 is what servers in use have.
  package static func create(
    settings: [String: String] = [:], durability: Durability = .none, walSegmentMegabytes: Int = 1
  ) async throws -> TestCluster {
    let cluster = try TestCluster(settings, durability)
    try await cluster.initialize(walSegmentMegabytes)
    try await cluster.start()
    return cluster
  }

  init(_ settings: [String: String], _ durability: Durability) throws {
    programs = try TestClusterPrograms.find()
    executor = try ThreadExecutor(name: "test-cluster")
    folder = try TestClusterFolder()
    var all = [
      "listen_addresses": "", "unix_socket_directories": folder.socket, "unix_socket_permissions": "0700",
      "max_connections": "500", "shared_buffers": "32MB", "lc_messages": "C", "jit": "off",
      // Connections past all rights look into the office's schema, as the roles of the office do.
      "search_path": "main, public",
    ]
    if durability == .none {
      all.merge(["fsync": "off", "full_page_writes": "off"]) { $1 }
    }
    self.settings = all.merging(settings) { $1 }
  }

  deinit { executor.stop() }

  /// Where its socket is.
  package nonisolated var socketFolder: String { folder.socket }

  /// Where its data are, for tests that lose or exchange them while it is stopped.
  package nonisolated var dataFolder: String { folder.data }

  /// The way to the maintenance database, as a superuser.
  package nonisolated var conninfo: String { conninfo(to: "postgres") }

  /// The way to a database of this server, as a superuser.
  package nonisolated func conninfo(to database: String) -> String {
    "host=\(folder.socket) user=postgres dbname=\(database)"
  }

  /// Makes an empty database that nobody else uses and returns the way to it.
  package func database() async throws -> String {
    try await clone("template1")
  }

  /// Makes a copy of a database that `prepare` fills once per server, e.g. with the migrations.
  ///
  /// - Parameter template: lower-case letters and underscores; names what `prepare` puts into it.
  package func database(
    from template: String, prepare: @escaping @Sendable (_ conninfo: String) async throws -> Void
  ) async throws -> String {
    let preparation = templates[template] ?? Task { try await fill(template, prepare) }
    templates[template] = preparation
    try await preparation.value
    return try await clone(template)
  }

  /// Starts the server, again after `stop` or `kill9`, and waits until it accepts connections.
  package func start() async throws {
    guard server == nil else { return }
    let options = settings.sorted { $0.key < $1.key }.flatMap { ["-c", "\($0.key)=\($0.value)"] }
    // After kill9 the orphans of the old server hold its memory for a moment, and a new one ends at once.
    do {
      try await Waiting.until("PostgreSQL takes connections") {
        let process = try TestClusterProcess.spawn([programs.postgres, "-D", folder.data] + options, log: folder.log)
        guard try await isReady(process) else { return false }
        server = process
        folder.remember(process)
        return true
      }
    } catch let error as Waiting.InVain {
      throw TestClusterError("\(error): \(TestClusterProcess.contents(of: folder.log))")
    }
  }

  /// Stops the server and waits for its end.
  package func stop(_ mode: StopMode = .fast) {
    end(with: mode == .fast ? SIGINT : SIGQUIT)
  }

  /// Kills the main server process with SIGKILL, as the kernel does when memory runs out. Sessions end a moment later,
  /// when their processes notice.
  package func kill9() {
    end(with: SIGKILL)
  }

  /// Stops the server and deletes its files; without this it happens at exit.
  package func remove() {
    stop(.immediate)
    folder.delete()
  }

  private func end(with signal: Int32) {
    maintenance = nil
    guard let process = server else { return }
    kill(process, signal)
    TestClusterProcess.wait(for: process)
    server = nil
    folder.remember(nil)
  }

  private func initialize(_ walSegmentMegabytes: Int) throws {
    try TestClusterProcess.run(
      [
        programs.initdb, "-D", folder.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C",
        "--wal-segsize=\(walSegmentMegabytes)", "--no-sync", "--no-instructions",
      ], log: folder.log)
  }

  /// Waits until the server takes connections; false when it has ended instead.
  private func isReady(_ process: pid_t) async throws -> Bool {
    // The status of a child can be taken once.
    var hasEnded = false
    do {
      try await Waiting.until("PostgreSQL takes connections") {
        hasEnded = TestClusterProcess.hasEnded(process)
        return hasEnded || takesConnections(process)
      }
    } catch {
      kill(process, SIGKILL)
      TestClusterProcess.wait(for: process)
      throw error
    }
    return !hasEnded
  }

  private func takesConnections(_ process: pid_t) -> Bool {
    let lines = TestClusterProcess.contents(of: "\(folder.data)/postmaster.pid")
      .split(separator: "\n", omittingEmptySubsequences: false)
    return lines.count >= 8 && lines[0] == "\(process)" && Self.isOpen(lines[7])
  }

  /// What a server writes when it takes connections: as a primary, as a standby.
  private static func isOpen(_ status: Substring) -> Bool {
    status.hasPrefix("ready") || status.hasPrefix("standby")
  }

  private func clone(_ template: String) async throws -> String {
    databases += 1
    let name = "test_\(databases)"
    try await administer("CREATE DATABASE \(name) TEMPLATE \(template) STRATEGY FILE_COPY")
    return conninfo(to: name)
  }

  private func fill(_ template: String, _ prepare: @Sendable (String) async throws -> Void) async throws {
    try await administer("CREATE DATABASE \(template)")
    try await prepare(conninfo(to: template))
    try await administer("ALTER DATABASE \(template) ALLOW_CONNECTIONS false")
    try await administer(
      "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '\(template)'")
  }

  /// Takes the data of a running server, to follow it.
  func copy(_ primary: TestCluster) throws {
    try TestClusterProcess.run(
      [
        programs.basebackup, "-D", folder.data, "-d", primary.conninfo, "-R", "-X", "stream", "-c", "fast", "--no-sync",
      ], log: folder.log)
  }

  func administer(_ sql: String) async throws { try await maintained { try $0.script(sql) } }

  /// Runs on a connection of the superuser that is kept.
  func maintained<R: Sendable>(_ body: @Sendable (isolated Connection) throws -> R) async throws -> R {
    let connection: Connection
    if let maintenance {
      connection = maintenance
    } else {
      connection = try await Connection.connect(.testing(conninfo))
      maintenance = connection
    }
    return try await connection.run(body)
  }
}
