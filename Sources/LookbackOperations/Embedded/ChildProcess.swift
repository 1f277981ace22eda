import Glibc
import Synchronization

/// A child process. It is started and awaited on a thread of its own, because its death signal is tied to the thread
/// that started it.
final class ChildProcess: Sendable {
  private struct Life {
    var status: Int32?
    var waiters: [CheckedContinuation<Int32, Never>] = []
  }

  private let life = Mutex(Life())
  let id: pid_t

  private init(id: pid_t) { self.id = id }

  /// Starts a program in `/` with only `PATH` and `LC_ALL` in its environment.
  /// - Parameters:
  ///   - input: the file that it reads; nil for none.
  ///   - log: the file to which its output is added.
  /// - Throws: `EmbeddedPostgresError` if it cannot be started.
  static func start(_ command: [String], input: String? = nil, log: String) async throws -> ChildProcess {
    try await withCheckedThrowingContinuation { continuation in
      let isRunning = Thread.run {
        let (id, status) = spawn(command, input: input ?? "/dev/null", log: log)
        guard status == 0 else {
          let reason = String(cString: strerror(status))
          continuation.resume(throwing: EmbeddedPostgresError("cannot start \(command[0]): \(reason)"))
          return
        }
        let child = ChildProcess(id: id)
        continuation.resume(returning: child)
        child.reap()
      }
      if !isRunning { continuation.resume(throwing: EmbeddedPostgresError("the system gave no thread for a child")) }
    }
  }

  /// Runs a program to its end. Throws `EmbeddedPostgresError` if it cannot be started or ends with another status than
  /// 0.
  static func run(_ command: [String], input: String? = nil, log: String) async throws {
    let status = try await start(command, input: input, log: log).ended()
    guard status == 0 else { throw EmbeddedPostgresError("\(command[0]) ended with status \(status); see \(log)") }
  }

  var hasEnded: Bool { life.withLock { $0.status != nil } }

  /// Waits for the end of the process and returns its raw status, as `waitpid` gives it.
  func ended() async -> Int32 {
    await withCheckedContinuation { continuation in
      let status = life.withLock { life -> Int32? in
        if life.status == nil { life.waiters.append(continuation) }
        return life.status
      }
      if let status { continuation.resume(returning: status) }
    }
  }

  /// Sends a signal to the process, unless it has ended.
  func send(_ signal: Int32) {
    life.withLock { if $0.status == nil { kill(id, signal) } }
  }

  /// Waits for the end of the process. It is removed from the system under the lock, so that a signal never reaches
  /// another process that has since got its number.
  private func reap() {
    var information = siginfo_t()
    while waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT) == -1 && errno == EINTR {}
    let (status, waiters) = life.withLock { life in
      var status: Int32 = 0
      while waitpid(id, &status, 0) == -1 && errno == EINTR {}
      life.status = status
      defer { life.waiters = [] }
      return (status, life.waiters)
    }
    for waiter in waiters { waiter.resume(returning: status) }
  }

  private static func spawn(_ command: [String], input: String, log: String) -> (pid_t, Int32) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_APPEND, 0o640)
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    var words = copies(["/usr/bin/env", "--chdir=/"] + command)
    var environment = copies(["PATH=\(path)", "LC_ALL=C"])
    defer { for word in words + environment { free(word) } }
    var id = pid_t()
    let status = posix_spawn(&id, "/usr/bin/env", &actions, &attributes, &words, &environment)
    return (id, status)
  }

  /// Returns the words as C strings, which the caller must free.
  private static func copies(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
    var copies: [UnsafeMutablePointer<CChar>?] = []
    for word in words { copies.append(strdup(word)) }
    return copies + [nil]
  }
}
