import Foundation
import Glibc
import LookbackTesting

/// A built `lookbackd` in a folder of its own, and the built `lookback` that talks to it.
struct Daemon: Sendable {
  enum Database: Sendable {
    /// A private server in the folder.
    case embedded
    /// A database that is there already.
    case existing(conninfo: String)
  }

  let folder: URL
  let socket: String
  let process: Program

  var http: UnixHTTP { UnixHTTP(socket: socket) }

  /// Starts and returns when the socket answers.
  /// - Parameter descriptors: the most descriptors it may have; nil for as many as the test.
  static func start(
    in folder: URL, database: Database = .embedded, testClock: String? = "2019-01-20T00:00:00Z",
    workflows: URL = Built.repository.appending(path: "workflows"), socketName: String = "lookback.sock",
    listen: String? = nil, settings: [String] = [], descriptors: Int? = nil
  ) async throws -> Daemon {
    let socket = folder.appending(path: socketName).path
    var arguments = ["serve", "--socket", socket, "--workflows", workflows.path]
    switch database {
    case .embedded: arguments += ["--embedded", folder.appending(path: "database").path]
    case .existing(let conninfo): arguments += ["--database", conninfo]
    }
    if let testClock { arguments += ["--test-clock", testClock] }
    if let listen { arguments += ["--listen", listen] }
    arguments += settings
    let program = try Built.path(of: "lookbackd")
    let process =
      try descriptors.map {
        try Program.start("/bin/sh", ["-c", "ulimit -n \($0); exec \"$0\" \"$@\"", program] + arguments, in: folder)
      } ?? Program.start(program, arguments, in: folder)
    let daemon = Daemon(folder: folder, socket: socket, process: process)
    try await daemon.waitUntilReady()
    return daemon
  }

  /// Ends it as the machine would when the power fails, and waits until it is gone.
  func killAndWait() async {
    process.send(signal: SIGKILL)
    _ = await process.ending()
  }

  /// Ends it politely and returns what it left behind.
  func stop() async -> Program.Ending {
    process.send(signal: SIGTERM)
    return await process.ending()
  }

  /// Runs the command line to its end.
  func lookback(
    _ arguments: [String], as person: String? = nil, locale: String = "C.UTF-8"
  ) async throws -> Program.Ending {
    let identity = person.map { ["--as", $0] } ?? []
    return try await Program.start(
      try Built.path(of: "lookback"), arguments + identity,
      environment: ["LOOKBACK_SOCKET": socket, "LC_ALL": locale, "LANG": locale], in: folder
    ).ending()
  }

  /// Runs the command line and returns what it printed; throws unless it succeeded.
  @discardableResult
  func done(_ arguments: [String], as person: String? = nil, locale: String = "C.UTF-8") async throws -> String {
    let ending = try await lookback(arguments, as: person, locale: locale)
    guard ending.status == 0 else {
      throw Problem("lookback \(arguments.joined(separator: " ")): exit \(ending.status): \(ending.errors)")
    }
    return ending.output
  }

  private func waitUntilReady() async throws {
    let (http, process) = (http, process)
    try await Waiting.until("lookbackd listens", within: 180) { http.isListening() || process.hasEnded }
    guard !process.hasEnded else {
      let ending = await process.ending()
      throw Problem("lookbackd ended with \(ending.status) instead of listening: \(ending.errors)")
    }
  }
}

/// A folder that is deleted when the test is over. Short, because a socket's path must be.
func withFolder<R>(_ body: (URL) async throws -> R) async throws -> R {
  var template = Array("/tmp/lookback-XXXXXX".utf8CString)
  guard mkdtemp(&template) != nil else { throw Problem("cannot make a folder under /tmp") }
  let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  // The private database server runs as another user when the test runs as root.
  chmod(path, 0o755)
  let folder = URL(filePath: path)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await body(folder)
}

/// Runs `body` with a daemon and stops it whatever happens.
func withDaemon<R>(
  database: Daemon.Database = .embedded, workflows: URL = Built.repository.appending(path: "workflows"),
  _ body: (Daemon) async throws -> R
) async throws -> R {
  try await withFolder { folder in
    let daemon = try await Daemon.start(in: folder, database: database, workflows: workflows)
    do {
      let result = try await body(daemon)
      _ = await daemon.stop()
      return result
    } catch {
      _ = await daemon.stop()
      throw error
    }
  }
}
