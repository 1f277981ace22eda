import Foundation
import Synchronization

/// Programs that the benchmark starts.
enum ChildProgram {
  /// Runs to the end; what was printed, errors included. Throws when it fails.
  static func output(of path: String, _ arguments: [String], environment: [String: String] = [:]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    // Waiting for the exit polls: that would be counted as the program's time.
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    ended.wait()
    guard process.terminationStatus == 0 else {
      throw BenchProblem("\(path) \(arguments.prefix(3)) ended with \(process.terminationStatus): \(text)")
    }
    return text
  }

  /// The built program beside this one.
  static func built(_ name: String) throws -> String {
    let folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let path = folder.appending(path: name).path
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw BenchProblem("there is no \(path): swift build -c release --product \(name)")
    }
    return path
  }
}
