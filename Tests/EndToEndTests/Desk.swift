import Foundation

/// An office of one desk, at which ann is the clerk, with definitions of its own that count by a calendar without holidays.
enum Desk {
  private static let calendar =
    "notation: 1\ncalendar: plain\nversion: 1\ntitle: {en: plain}\nweekend: [saturday, sunday]\nyears: {}\n"

  /// A definition of that name whose events are the clerk's.
  /// - Parameter rest: what follows the roles.
  static func definition(_ name: String, version: Int = 1, data: String = "{}", _ rest: String) -> String {
    """
    notation: 1
    workflow: \(name)
    version: \(version)
    title: {en: \(name)}
    calendar: plain
    timezone: Asia/Shanghai
    data: \(data)
    roles:
      office: {post: clerk, of: desk, title: {en: office}}
    \(rest)
    """
  }

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
