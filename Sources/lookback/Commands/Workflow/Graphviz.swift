import ArgumentParser
import Foundation
import LookbackTime

/// The program `dot` of Graphviz, which lays out a picture.
struct Graphviz {
  let language: Language

  func svg(_ dot: String) throws -> Data {
    guard let program = Self.program else {
      ErrorReport.usage(Strings(language).install("dot", "graphviz"))
      throw ExitCode(1)
    }
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = ["-Tsvg"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    // Graphviz reads all input before it writes, so neither pipe waits for the other.
    input.fileHandleForWriting.write(Data(dot.utf8))
    try input.fileHandleForWriting.close()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0, !data.isEmpty else {
      ErrorReport.usage(Strings(language).drawingFailed(process.terminationStatus))
      throw ExitCode(1)
    }
    return data
  }

  private static var program: String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/dot" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
