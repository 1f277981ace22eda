import Logging
import LookbackTesting
import Synchronization
import Testing

@testable import LookbackPostgres

@Suite("Connections")
struct ConnectionTests {
  @Test("a setting may have quotes in it, whoever keeps it", arguments: [false, true])
  func quotedSettings(isPooled: Bool) async throws {
    let connection = try await Connection.fresh {
      $0.pooling = isPooled ? .transaction : .session
      $0.settings = ["application_name": "the office's \"desk\""]
    }
    let show = Statement("show", "SELECT current_setting('application_name')")
    let name = try await connection.run { c in
      try c.pipeline([(.begin, []), (show, []), (.commit, [])])[1][0].text(0)
    }
    #expect(name == "the office's \"desk\"")
    await connection.close()
  }

  @Test("the session's own settings win over those of the database")
  func settingsWin() async throws {
    let first = try await Connection.fresh()
    let name = try await first.query(Statement("name", "SELECT current_database()"))[0].text(0)
    let hostile = [
      "TimeZone = 'Asia/Shanghai'", "DateStyle = 'German'", "client_min_messages = 'error'",
      "default_transaction_isolation = 'serializable'", "statement_timeout = '7s'", "standard_conforming_strings = off",
    ]
    try await first.script(hostile.map { "ALTER DATABASE \(name) SET \($0)" }.joined(separator: ";"))
    var configuration = first.configuration
    configuration.searchPath = "own, pg_temp"
    configuration.statementTimeout = .seconds(30)
    configuration.lockTimeout = .milliseconds(1500)
    configuration.settings = ["work_mem": "5MB"]
    let second = try await Connection.connect(configuration)
    let show = Statement("show", "SELECT current_setting(name) FROM unnest($1) AS name")
    let names = [
      "TimeZone", "DateStyle", "client_min_messages", "default_transaction_isolation", "statement_timeout",
      "standard_conforming_strings", "search_path", "lock_timeout", "work_mem", "application_name", "client_encoding",
    ]
    let values = try await second.run { try $0.query(show, [.texts(names)]).map { try $0.text(0) } }
    #expect(
      values == [
        "UTC", "ISO, YMD", "notice", "read committed", "30s", "on", "own, pg_temp", "1500ms", "5MB", "lookback", "UTF8",
      ])
  }

  @Test("notices go to the logger and not to standard error")
  func noticesAreLogged() async throws {
    let recorder = RecordingLog()
    let connection = try await Connection.fresh { configuration in
      configuration.logger = Logger(label: "test") { _ in recorder }
      configuration.logger.logLevel = .debug
    }
    try await connection.script("DO $$ BEGIN RAISE NOTICE 'low'; RAISE WARNING 'high'; END $$")
    #expect(recorder.lines.withLock { $0 } == ["debug: low", "warning: high"])
  }

  @Test("the description leads to the server and keeps the password")
  func passwordIsKept() {
    let configuration = ConnectionConfiguration(
      conninfo: "postgresql://ann:secret@db.example:5433/lookback?sslpassword=key")
    #expect(configuration.description == "user=ann dbname=lookback host=db.example port=5433")
    #expect(ConnectionConfiguration(conninfo: "nonsense").description == "unreadable connection string")
  }

  @Test("a server that is not there is a lost connection with libpq's words")
  func missingServer() async {
    let error = await failure {
      try await Connection.connect(ConnectionConfiguration(conninfo: "host=/nonexistent dbname=x"))
    }
    #expect(error?.kind == .connection)
    #expect(error?.message.contains("/nonexistent") == true)
  }

  @Test("target_session_attrs is obeyed")
  func targetSessionAttributes() async throws {
    let conninfo = try await TestCluster.shared.database()
    let error = await failure {
      try await Connection.connect(.testing(conninfo + " target_session_attrs=standby"))
    }
    #expect(error?.kind == .connection)
    let primary = ConnectionConfiguration.testing(conninfo + " target_session_attrs=read-write")
    #expect(try await Connection.connect(primary).serverVersion >= 140_000)
  }

  @Test("a closed connection says so")
  func closedSaysSo() async throws {
    let connection = try await Connection.fresh()
    await connection.close()
    #expect(await !connection.isUsable)
    #expect(await failure { try await connection.query(.begin) }?.kind == .closed)
  }

  @Test("many tasks share a connection, each whole run alone on its thread")
  func runsDoNotMix() async throws {
    let connection = try await Connection.fresh()
    try await connection.script("CREATE TABLE counter AS SELECT 0::int8 AS n")
    let read = Statement("read", "SELECT n FROM counter")
    let write = Statement("write", "UPDATE counter SET n = $1")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<200 {
        group.addTask {
          try await connection.run { connection in
            connection.assertIsolated()
            try connection.transaction {
              let n = try connection.query(read)[0].int8(0)
              _ = try connection.query(write, [.int8(n + 1)])
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await connection.query(read)[0].int8(0) == 200)
  }

  @Test("jobs that wait when an executor stops still run")
  func executorDrains() async throws {
    actor Counter {
      nonisolated let executor: ThreadExecutor
      var count = 0
      nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
      init() throws { executor = try ThreadExecutor(name: "counter") }
      deinit { executor.stop() }
      func add() { count += 1 }
    }
    for _ in 0..<20 {
      let counter = try Counter()
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<50 { group.addTask { await counter.add() } }
      }
      #expect(await counter.count == 50)
    }
  }
}

/// Keeps what was logged.
final class RecordingLog: LogHandler, Sendable {
  let lines = Mutex<[String]>([])
  var metadata: Logger.Metadata {
    get { [:] }
    set {}
  }
  var logLevel: Logger.Level {
    get { .debug }
    set {}
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { nil }
    set {}
  }

  func log(event: LogEvent) {
    lines.withLock { $0.append("\(event.level): \(event.metadata?["notice"] ?? "")") }
  }
}
