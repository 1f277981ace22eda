import Foundation
import LookbackPostgres
import LookbackTesting

/// What is done to a daemon and its database while people work, and how it is undone.
struct Hardship: Sendable {
  let name: String
  /// Whether work goes on meanwhile, rather than only afterwards.
  let isBearable: Bool
  /// Begins it; what comes back ends it.
  let begin: @Sendable (Site) async throws -> @Sendable () async throws -> Void
}

/// Where a hardship happens.
struct Site: Sendable {
  let cluster: TestCluster
  /// To the database, as the superuser.
  let conninfo: String
  let daemon: Daemon

  /// Runs SQL as the superuser.
  func sql(_ text: String) async throws {
    let connection = try await Connection.connect(.testing(conninfo))
    try await connection.run { try $0.script(text) }
    await connection.close()
  }

  /// The server's processes that serve the daemon.
  func backends() async throws -> [Int32] {
    let connection = try await Connection.connect(.testing(conninfo))
    let list = Statement("list_backends", "select pid from pg_stat_activity where application_name = 'lookbackd'")
    let found = try await connection.run { c in try c.query(list).map { try $0.int4(0) } }
    await connection.close()
    return found
  }

  /// Keeps a transaction open until the returned function is called.
  func hold(_ statements: String) async throws -> @Sendable () async throws -> Void {
    let held = try await HeldTransaction(statements, on: conninfo)
    return { try await held.end() }
  }
}

extension Hardship: CustomStringConvertible {
  var description: String { name }
}

extension Hardship {
  static let all = [
    none, snapshot, stalledClients, missingPartition, terminated, silentServer, lockedTable, killedServer, fullDisk,
  ]

  private static let none = Hardship(name: "nothing", isBearable: true) { _ in {} }

  private static let snapshot = Hardship(name: "a snapshot held open", isBearable: true) { site in
    try await site.hold("set transaction isolation level repeatable read; select count(*) from cases")
  }

  /// Half a request each, and never the rest.
  private static let stalledClients = Hardship(name: "200 clients that stall in the middle", isBearable: true) { site in
    let request = "POST /v1/commands HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"
    let open = (0..<200).compactMap { _ -> Int32? in
      guard let descriptor = UnixSocket.connected(to: site.daemon.socket) else { return nil }
      _ = Array(request.utf8).withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      return descriptor
    }
    return { open.forEach { close($0) } }
  }

  private static let missingPartition = Hardship(name: "no partition for this month", isBearable: true) { site in
    try await site.sql(
      """
      do $$ declare p text;
      begin
        lock table events in access exclusive mode;
        for p in select inhrelid::regclass from pg_inherits
          where inhparent = 'events'::regclass and inhrelid::regclass::text <> 'events_other' loop
          execute format('create table kept_%s as table %s', p, p);
          execute format('drop table %s', p);
          execute format('insert into events_other table kept_%s', p);
        end loop;
      end $$
      """)
    return {}
  }

  private static let terminated = Hardship(name: "all connections ended every 100 ms", isBearable: false) { site in
    let isOver = Flag()
    let ending = Task {
      while !isOver.isRaised {
        try await site.sql(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lookbackd'")
        await Waiting.moment(microseconds: 100_000)
      }
    }
    return {
      isOver.raise()
      try await ending.value
    }
  }

  /// As when packets are lost and nobody says so.
  private static let silentServer = Hardship(name: "a server that falls silent", isBearable: false) { site in
    let stopped = try await site.backends()
    for process in stopped { kill(process, SIGSTOP) }
    return { for process in stopped { kill(process, SIGCONT) } }
  }

  private static let lockedTable = Hardship(name: "a table locked: lock timeouts in a storm", isBearable: false) {
    try await $0.hold("lock table cases in access exclusive mode")
  }

  private static let killedServer = Hardship(name: "PostgreSQL killed with SIGKILL", isBearable: false) { site in
    await site.cluster.kill9()
    return { try await site.cluster.start() }
  }

  /// The log has a small disk of its own, which somebody fills: PostgreSQL panics.
  private static let fullDisk = Hardship(name: "the disk of the log full", isBearable: false) { site in
    let folder = "\(site.cluster.dataFolder)/pg_wal"
    let disk = "/tmp/lookback-disk-\(getpid())"
    await site.cluster.stop()
    guard
      system(
        """
        mkdir -p '\(disk)' && mount -t tmpfs -o size=40m tmpfs '\(disk)' && cp -a '\(folder)' '\(disk)/wal' &&
        rm -rf '\(folder)' && ln -s '\(disk)/wal' '\(folder)' && chmod 755 '\(disk)'
        """) == 0
    else { throw Problem("no disk of its own for the log: this needs root") }
    try await site.cluster.start()
    guard system("dd if=/dev/zero of='\(disk)/filler' bs=1M 2>/dev/null; true") == 0 else { throw Problem("dd") }
    return {
      guard system("rm '\(disk)/filler'") == 0 else { throw Problem("the filler cannot be removed") }
      // A server that has given up is started again by whoever looks after it, as systemd does.
      await site.cluster.kill9()
      try await site.cluster.start()
    }
  }
}
