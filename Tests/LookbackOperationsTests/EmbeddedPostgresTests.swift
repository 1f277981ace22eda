import Glibc
import Logging
import LookbackPostgres
import LookbackTesting
import Testing

@testable import LookbackOperations

@Suite(.serialized) struct EmbeddedPostgresTests {
  private func withFolder(_ body: (String) async throws -> Void) async throws {
    var template = Array("/tmp/lookback-embedded-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    chmod(path, 0o755)
    do { try await body(path) } catch {
      _ = try? await ChildProcess.run(["rm", "-rf", path], log: "/dev/null")
      throw error
    }
    try await ChildProcess.run(["rm", "-rf", path], log: "/dev/null")
  }

  private func quiet() -> Logger {
    var logger = Logger(label: "embedded")
    logger.logLevel = .critical
    return logger
  }

  private func ask(_ conninfo: String, _ sql: String) async throws -> String {
    let connection = try await Connection.connect(.testing(conninfo))
    let answer = try await connection.run { try $0.query(Statement("ask", sql)).map { try $0.text(0) } }
    await connection.close()
    return answer.joined(separator: ",")
  }

  @Test("a private server is made once, is durable and ours, and keeps its data over restarts and kills")
  func serverIsKept() async throws {
    try await withFolder { path in
      let first = try EmbeddedPostgres(folder: path, logger: quiet())
      try await first.start()
      #expect(
        try await ask(first.ownerConninfo, "SELECT current_user || ' ' || current_setting('fsync')") == "lookback on")
      _ = try await ask(first.migrationConninfo, "CREATE TABLE kept AS SELECT 'yes' AS answer")
      #expect(try await ask(first.migrationConninfo, "SELECT answer FROM kept") == "yes")
      await first.stop()
      try await first.start()
      #expect(try await ask(first.migrationConninfo, "SELECT answer FROM kept") == "yes")
      await first.kill()
      try await first.start()
      #expect(try await ask(first.migrationConninfo, "SELECT answer FROM kept") == "yes")
      await #expect(throws: EmbeddedPostgresError.self, "two daemons share no folder") {
        try await EmbeddedPostgres(folder: path, logger: quiet()).start(timeout: .zero)
      }
      await first.abandon()
      try await first.start()
      #expect(try await ask(first.migrationConninfo, "SELECT answer FROM kept") == "yes")
      await first.stop()
    }
  }

  @Test("a start that is given up leaves no server behind, and no descriptor of a lock that was not had")
  func givenUpStart() async throws {
    try await withFolder { path in
      let server = try EmbeddedPostgres(folder: path, logger: quiet())
      let folder = try EmbeddedFolder(path, account: .find())
      try await server.start()
      for isServing in [false, true] {
        await server.kill()
        let starting = Task { try await server.start() }
        if isServing { try await Waiting.until("a server is there") { folder.livingServer != nil } }
        starting.cancel()
        _ = await starting.result
        await server.stop()
        #expect(folder.livingServer == nil)
      }
      let waiting = Task { try await folder.lock(timeout: .seconds(60)) }
      waiting.cancel()
      await #expect(throws: CancellationError.self, "the first one still holds the folder") {
        try await waiting.value
      }
      #expect(descriptors(of: folder.lockFile) == 1)
    }
  }

  /// Returns how many descriptors of this process are of the file.
  private func descriptors(of file: String) -> Int {
    (0..<1_024).count { number in
      var target = [CChar](repeating: 0, count: 4_096)
      let length = readlink("/proc/self/fd/\(number)", &target, target.count)
      let bytes = target.prefix(max(0, length)).map { UInt8(bitPattern: $0) }
      return String(decoding: bytes, as: UTF8.self) == file
    }
  }

  @Test("a folder without a usable parent is refused with what to do")
  func unusableFolderIsRefused() {
    #expect(throws: EmbeddedPostgresError.self) {
      try EmbeddedPostgres(folder: "/nowhere/at/all", logger: quiet())
    }
  }

  @Test("where no PostgreSQL is installed the line that installs it is given")
  func missingServerTeaches() {
    #expect {
      try PostgresPrograms.find(path: "/nowhere", debianRoot: "/nowhere")
    } throws: { "\($0)".contains("apt-get install postgresql") }
  }
}
