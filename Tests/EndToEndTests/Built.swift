import Foundation

/// The programs that were built with this test, and the repository they were built from.
enum Built {
  /// The folder of the running test bundle: `.build/debug`.
  static let folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()

  static let repository = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// `LOOKBACK_PROGRAMS` names another folder of built programs to test.
  static func path(of program: String) throws -> String {
    let named = ProcessInfo.processInfo.environment["LOOKBACK_PROGRAMS"].map { URL(filePath: $0) }
    let path = (named ?? folder).appending(path: program).path
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw Problem("no built \(program) at \(path): run swift build first")
    }
    return path
  }
}
