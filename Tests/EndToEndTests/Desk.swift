import Foundation

/// An office of one desk, at which ann is the clerk, with definitions of its own that count by a calendar without holidays.
enum Desk {
  private static let calendar =
    "notation: 1\ncalendar: plain\nversion: 1\ntitle: {en: plain}\nweekend: [saturday, sunday]\nyears: {}\n"

  /// Starts a daemon on a test clock, on Monday morning, with these definitions by name.
  /// - Returns: the daemon, and the folder of its definitions.
  static func start(
    _ definitions: [String: String], in folder: URL, database: Daemon.Database = .embedded
  ) async throws -> (daemon: Daemon, workflows: URL) {
    let workflows = folder.appending(path: "workflows")
    try FileManager.default.createDirectory(at: workflows, withIntermediateDirectories: true)
    for (name, text) in definitions.merging(["plain": calendar], uniquingKeysWith: { $1 }) {
      try Data(text.utf8).write(to: workflows.appending(path: "\(name).yaml"))
    }
    let daemon = try await Daemon.start(
      in: folder, database: database, testClock: "2025-03-03T01:00:00Z", workflows: workflows)
    try await daemon.done(["unit", "add", "desk", "--name", "desk"])
    try await daemon.done(["person", "add", "ann", "--name", "ann"])
    try await daemon.done(["post", "add", "ann", "clerk@desk"])
    return (daemon, workflows)
  }
}
