import Foundation
import LookbackTesting
import Testing

/// A run of the built `lookback`: its exit code and what it wrote.
struct CommandRun: Sendable, CustomStringConvertible {
  let status: Int32
  let output: String
  let errors: String

  var description: String { "exit code \(status)\n\(output)\(errors)" }

  /// - Parameters:
  ///   - daemon: who answers; without one, nobody does.
  ///   - input: what stands on standard input.
  static func of(
    _ arguments: [String], asking daemon: CannedDaemon? = nil, environment: [String: String] = [:], input: String = ""
  ) async throws -> CommandRun {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["in", "out", "err"].map { folder.appending(path: $0) }
    for file in files { try Data((file == files[0] ? input : "").utf8).write(to: file) }
    let process = Process()
    process.executableURL = try program()
    process.arguments = arguments
    process.environment = ["LOOKBACK_SOCKET": daemon?.socket ?? folder.appending(path: "nobody").path]
      .merging(environment) { $1 }
    process.currentDirectoryURL = folder
    // A process keeps what it was given, and is itself kept by Foundation: what is not closed here stays open for good.
    let handles = [
      try FileHandle(forReadingFrom: files[0]), try FileHandle(forWritingTo: files[1]),
      try FileHandle(forWritingTo: files[2]),
    ]
    defer { for handle in handles { try? handle.close() } }
    (process.standardInput, process.standardOutput, process.standardError) = (handles[0], handles[1], handles[2])
    try process.run()
    try await Waiting.until("`lookback \(arguments.joined(separator: " "))` ends") { !process.isRunning }
    return CommandRun(status: process.terminationStatus, output: try text(files[1]), errors: try text(files[2]))
  }

  private static func text(_ file: URL) throws -> String { String(decoding: try Data(contentsOf: file), as: UTF8.self) }

  /// The program that was built with this test; `LOOKBACK_PROGRAMS` names another folder of built programs.
  private static func program() throws -> URL {
    let built = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let named = ProcessInfo.processInfo.environment["LOOKBACK_PROGRAMS"].map { URL(filePath: $0) }
    let program = (named ?? built).appending(path: "lookback")
    try #require(FileManager.default.isExecutableFile(atPath: program.path), "no built lookback at \(program.path)")
    return program
  }
}
