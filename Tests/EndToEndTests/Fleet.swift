import Foundation

/// One or two daemons on one database; any of them may be dead at any moment.
actor Fleet {
  private let folder: URL
  private let database: Daemon.Database
  private let workflows: URL
  private var daemons: [Daemon] = []

  init(of count: Int, in folder: URL, database: Daemon.Database, workflows: URL) async throws {
    (self.folder, self.database, self.workflows) = (folder, database, workflows)
    for index in 0..<count { daemons.append(try await start(index)) }
  }

  var first: Daemon { daemons[0] }

  /// The door of the daemon that serves this worker; it may be closed just now.
  nonisolated func http(for worker: Int, of count: Int) -> UnixHTTP {
    UnixHTTP(socket: folder.appending(path: Self.socketName(worker % count)).path)
  }

  func killAndRestart(_ index: Int) async throws {
    await daemons[index].killAndWait()
    daemons[index] = try await start(index)
  }

  func stop() async -> [Program.Ending] {
    var endings: [Program.Ending] = []
    for daemon in daemons { endings.append(await daemon.stop()) }
    return endings
  }

  private func start(_ index: Int) async throws -> Daemon {
    try await Daemon.start(
      in: folder, database: database, workflows: workflows, socketName: Self.socketName(index))
  }

  private static func socketName(_ index: Int) -> String { "lookback-\(index).sock" }
}
