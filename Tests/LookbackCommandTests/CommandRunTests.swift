import Foundation
import Testing

/// A whole run of the tests starts `lookback` hundreds of times in one process; a descriptor kept of each would be
/// inherited by every database that a test starts, until there are too many.
@Suite("a run of lookback") struct CommandRunTests {
  @Test("leaves no file open") func closed() async throws {
    _ = try await CommandRun.of(["--version"])
    #expect(try openFiles().filter { $0.hasSuffix("/out (deleted)") || $0.hasSuffix("/err (deleted)") } == [])
  }

  private func openFiles() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
      .compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)") }
  }
}
