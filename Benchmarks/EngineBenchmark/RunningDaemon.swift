import BenchWorkflow
import Foundation

/// `lookbackd serve` on the database of a bureau.
final class RunningDaemon {
  let socket: String
  /// From the start of the program until its socket answered.
  let startUp: Double
  private let process = Process()
  private let folder: URL

  var pid: pid_t { process.processIdentifier }

  init(on bureau: Bureau) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "lookback-bench-\(UInt32.random(in: 0 ... .max))")
    let workflows = folder.appending(path: "workflows")
    let calendars = workflows.appending(path: "calendars")
    try FileManager.default.createDirectory(at: calendars, withIntermediateDirectories: true)
    for (name, source) in BenchWorkflow.files {
      try source.write(to: workflows.appending(path: name), atomically: true, encoding: .utf8)
    }
    socket = folder.appending(path: "socket").path
    process.executableURL = URL(filePath: try ChildProgram.built("lookbackd"))
    process.arguments = [
      "serve", "--database", bureau.conninfo, "--socket", socket, "--workflows", workflows.path, "--log-level", "error",
    ]
    let log = folder.appending(path: "log")
    _ = FileManager.default.createFile(atPath: log.path, contents: nil)
    process.standardError = try FileHandle(forWritingTo: log)
    let start = WallClock.seconds
    try process.run()
    while !SocketClient.answers(socket) {
      guard process.isRunning, WallClock.seconds < start + 60 else {
        let said = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
        throw BenchProblem("lookbackd did not start: \(said)")
      }
      usleep(500)
    }
    startUp = WallClock.seconds - start
  }

  /// Megabytes at one moment.
  struct Memory {
    /// What the daemon has taken for itself.
    let own: Double
    /// That and the pages of the program's file that were read, which the kernel takes back when it needs room.
    let resident: Double
    /// The most that was ever resident.
    let peak: Double
  }

  var memory: Memory {
    let text = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
    func field(_ name: String) -> Double {
      let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
      return (line?.split(separator: " ").dropFirst().first).flatMap { Double($0) }.map { $0 / 1024 } ?? .nan
    }
    return Memory(own: field("RssAnon:"), resident: field("VmRSS:"), peak: field("VmHWM:"))
  }

  func stop() {
    process.terminate()
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }
}
