import Glibc
import Synchronization

/// The files of one test cluster, deleted at exit; what killed test processes left behind is deleted by the next one.
struct TestClusterFolder: Sendable {
  private let path: String
  /// The data directory, owned by the account of the server.
  let data: String
  /// The directory of the socket; only the account of the server and root may enter.
  let socket: String
  /// What the server and initdb say.
  let log: String

  init() throws {
    Self.register()
    let parent = "/tmp"
    Self.deleteAbandoned(in: parent)
    path = "\(parent)/\(Self.prefix)\(getpid())-\(UInt32.random(in: .min ... .max))"
    data = "\(path)/data"
    socket = "\(path)/socket"
    log = "\(path)/log"
    for folder in [path, data, socket] {
      guard mkdir(folder, folder == path ? 0o755 : 0o700) == 0 else {
        throw TestClusterError("cannot make the folder \(folder): error \(errno)")
      }
    }
    if let account = try TestClusterProcess.account() {
      for folder in [data, socket] { chown(folder, account.user, account.group) }
    }
    Self.living.withLock { $0[path] = .some(nil) }
  }

  /// Notes which server to stop at exit.
  func remember(_ server: pid_t?) {
    Self.living.withLock { $0[path] = .some(server) }
  }

  func delete() {
    Self.living.withLock { _ = $0.removeValue(forKey: path) }
    Self.delete(path)
  }

  private static let prefix = "lookback-test-"

  /// Folders of this process with the server that runs in each.
  private static let living = Mutex<[String: pid_t?]>([:])

  private static let registered: Void = {
    atexit { TestClusterFolder.stopAll() }
  }()

  private static func register() { registered }

  private static func stopAll() {
    let all = living.withLock { $0 }
    for case let server? in all.values { kill(server, SIGQUIT) }
    for (path, server) in all {
      if let server { TestClusterProcess.wait(for: server) }
      delete(path)
    }
  }

  private static func deleteAbandoned(in parent: String) {
    for name in TestClusterPrograms.entries(of: parent) where name.hasPrefix(prefix) {
      guard let owner = name.dropFirst(prefix.count).split(separator: "-").first.flatMap({ pid_t($0) }) else {
        continue
      }
      if kill(owner, 0) == -1 && errno == ESRCH { delete("\(parent)/\(name)") }
    }
  }

  private static func delete(_ path: String) {
    var words = TestClusterProcess.words(["/bin/rm", "-rf", path])
    defer { words.forEach { free($0) } }
    var process = pid_t()
    guard posix_spawn(&process, "/bin/rm", nil, nil, &words, nil) == 0 else { return }
    TestClusterProcess.wait(for: process)
  }
}
