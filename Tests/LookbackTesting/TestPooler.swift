import Glibc
import LookbackPostgres

/// A private PgBouncer before a test cluster, reachable only through a socket; it ends with the test process.
package actor TestPooler {
  /// How long a client keeps a server connection: `pool_mode` of PgBouncer.
  package enum Mode: String, Sendable, CaseIterable { case session, transaction }

  private let executor: ThreadExecutor
  private let folder: TestClusterFolder
  private let server: String
  private let mode: Mode
  private var process: pid_t?

  /// The thread of this pooler; the process ends with it.
  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// Starts one that opens at most `serverConnections` for each database and user.
  /// - Throws: `TestClusterError` that says what to install when there is no PgBouncer.
  package static func create(
    before cluster: TestCluster, mode: Mode, serverConnections: Int = 3
  ) async throws -> TestPooler {
    let pooler = try TestPooler(cluster, mode)
    try await pooler.start(serverConnections)
    return pooler
  }

  private init(_ cluster: TestCluster, _ mode: Mode) throws {
    executor = try ThreadExecutor(name: "test-pooler")
    folder = try TestClusterFolder()
    server = cluster.socketFolder
    self.mode = mode
  }

  deinit { executor.stop() }

  /// The way through the pooler to what this leads to directly.
  package nonisolated func conninfo(instead direct: String) -> String {
    direct.replacing("host=\(server)", with: "host=\(folder.socket)")
  }

  /// Stops it and deletes its files; without this it happens at exit.
  package func remove() {
    if let process {
      kill(process, SIGTERM)
      TestClusterProcess.wait(for: process)
    }
    folder.remember(nil)
    folder.delete()
  }

  private func start(_ serverConnections: Int) async throws {
    let settings = "\(folder.socket)/pgbouncer.ini"
    try write("\"postgres\" \"\"\n\"lookbackd\" \"\"\n", to: "\(folder.socket)/users")
    try write(
      """
      [databases]
      * = host=\(server)
      [pgbouncer]
      listen_addr =
      listen_port = 5432
      unix_socket_dir = \(folder.socket)
      auth_type = trust
      auth_file = \(folder.socket)/users
      pool_mode = \(mode.rawValue)
      default_pool_size = \(serverConnections)
      max_client_conn = 100
      """, to: settings)
    let process = try TestClusterProcess.spawn([try Self.program, settings], log: folder.log)
    folder.remember(process)
    self.process = process
    try await Waiting.until("PgBouncer listens") {
      if let open = UnixSocket.connected(to: "\(folder.socket)/.s.PGSQL.5432") {
        close(open)
        return true
      }
      guard !TestClusterProcess.hasEnded(process) else {
        throw TestClusterError("PgBouncer did not start: \(TestClusterProcess.contents(of: folder.log))")
      }
      return false
    }
  }

  private static var program: String {
    get throws {
      let path = getenv("PATH").map { String(cString: $0) } ?? ""
      let folders = path.split(separator: ":").map(String.init) + ["/usr/sbin"]
      let candidates: [String] = folders.map { "\($0)/pgbouncer" }
      guard let found = candidates.first(where: { access($0, X_OK) == 0 }) else {
        throw TestClusterError("no PgBouncer was found in \(folders); install it: apt-get install pgbouncer")
      }
      return found
    }
  }

  private func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "we") else { throw TestClusterError("cannot write \(path): error \(errno)") }
    fputs(text, file)
    fclose(file)
    chmod(path, 0o644)
  }
}
