import Foundation
import Glibc
import LookbackJSON
import Synchronization

/// The world is not as the fuzzer needs it.
struct Unready: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// A daemon with an office of its own, in a folder that goes with it.
final class Arena: Sendable {
  let folder: String
  let socket: String
  let port: Int
  private let program: String
  private let daemon: Mutex<Process>
  let pid: pid_t

  /// Starts a daemon with the definitions of a folder and fills its office.
  init(workflows: String) throws {
    var template = Array("/tmp/lookback-fuzz-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Unready("cannot make a folder under /tmp") }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // The private database server runs as another user when this runs as root.
    chmod(folder, 0o755)
    socket = folder + "/s"
    port = Int.random(in: 20_000..<30_000)
    program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "lookbackd").path
    let daemon = Process()
    daemon.executableURL = URL(filePath: program)
    daemon.arguments = [
      "serve", "--embedded", folder + "/database", "--workflows", workflows, "--socket", socket,
      "--listen", "127.0.0.1:\(port)", "--test-clock", "2019-01-20T00:00:00Z",
    ]
    _ = FileManager.default.createFile(atPath: folder + "/log", contents: nil)
    daemon.standardError = FileHandle(forWritingAtPath: folder + "/log")
    try daemon.run()
    pid = daemon.processIdentifier
    self.daemon = Mutex(daemon)
    let end = ContinuousClock.now + .seconds(180)
    while Wire(.socket(socket), seconds: 1) == nil || Wire(.tcp(port), seconds: 1) == nil {
      guard isAlive, ContinuousClock.now < end else { throw Unready("lookbackd does not listen:\n" + log) }
      usleep(20_000)
    }
  }

  var isAlive: Bool { daemon.withLock { $0.isRunning } }
  var log: String { (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? "" }

  /// The most memory that the daemon has had, in MB.
  var peakMegabytes: Int {
    let status = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) / 1_024
  }

  /// Sends a request as an administrator, and throws unless it succeeds.
  @discardableResult
  func done(_ method: String, _ path: String, _ body: JSON?, as person: String? = nil) throws -> JSON {
    let text = body?.description ?? ""
    let lines =
      ["\(method) /v1/\(path) HTTP/1.1", "Host: x", "Content-Length: \(text.utf8.count)"]
      + (text.isEmpty ? [] : ["Content-Type: application/json"]) + (person.map { ["Lookback-As: \($0)"] } ?? [])
    guard let wire = Wire(.socket(socket), seconds: 60) else { throw Unready("nobody listens") }
    wire.send((lines.joined(separator: "\r\n") + "\r\n\r\n" + text).utf8)
    guard case .answer(let answer) = wire.reply(), answer.status < 300 else {
      throw Unready("\(method) \(path) failed")
    }
    return (try? JSONParser.parse(answer.body)) ?? .null
  }

  /// Ends the daemon, verifies its database, and returns what is wrong.
  func end() -> [String] {
    var wrong = daemon.withLock { daemon -> [String] in
      guard daemon.isRunning else { return ["lookbackd ended with \(daemon.terminationStatus)"] }
      daemon.terminate()
      daemon.waitUntilExit()
      return []
    }
    let verify = Process()
    verify.executableURL = URL(filePath: program)
    verify.arguments = ["verify", "--embedded", folder + "/database", "--lang", "en"]
    let pipe = Pipe()
    verify.standardOutput = pipe
    verify.standardError = FileHandle.nullDevice
    guard (try? verify.run()) != nil else { return wrong + ["lookbackd verify cannot be started"] }
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    verify.waitUntilExit()
    if verify.terminationStatus != 0 { wrong.append("lookbackd verify:\n" + said) }
    print(said.split(separator: "\n").first.map { "verify: \($0)" } ?? "")
    return wrong
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }
}
