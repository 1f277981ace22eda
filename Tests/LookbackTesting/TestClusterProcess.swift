import Glibc

/// A child process that runs as the account PostgreSQL accepts: never root.
enum TestClusterProcess {
  /// Starts the program in `/` with its output appended to the log file.
  ///
  /// The process gets SIGINT when the calling thread ends, so call this from a thread that lives as long as it should.
  static func spawn(_ arguments: [String], log: String) throws -> pid_t {
    let command = ["/usr/bin/env", "--chdir=/", "setpriv"] + accountOptions + ["--pdeathsig", "INT"] + arguments
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_APPEND, 0o644)
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    var words = Self.words(command)
    var environment = Self.words(["PATH=\(path)", "LC_ALL=C"])
    defer { (words + environment).forEach { free($0) } }
    var process = pid_t()
    let status = posix_spawn(&process, command[0], &actions, &attributes, &words, &environment)
    guard status == 0 else { throw TestClusterError("cannot start \(arguments[0]): error \(status)") }
    return process
  }

  /// Runs the program to its end; throws with its log when it fails.
  static func run(_ arguments: [String], log: String) throws {
    let status = wait(for: try spawn(arguments, log: log))
    guard status == 0 else {
      throw TestClusterError("\(arguments[0]) ended with status \(status): \(contents(of: log))")
    }
  }

  /// Waits for the end of a child and returns its raw status.
  @discardableResult
  static func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1 && errno == EINTR {}
    return status
  }

  /// Whether a child has ended; takes its status when it has.
  static func hasEnded(_ process: pid_t) -> Bool {
    var status: Int32 = 0
    return waitpid(process, &status, WNOHANG) == process
  }

  /// The account that PostgreSQL runs as when this process is root, nil otherwise.
  static func account() throws -> (user: uid_t, group: gid_t)? {
    guard geteuid() == 0 else { return nil }
    guard let entry = getpwnam("postgres") else {
      throw TestClusterError(
        "PostgreSQL does not run as root and there is no user postgres; "
          + "install it: apt-get install postgresql, or run the tests as an ordinary user")
    }
    return (entry.pointee.pw_uid, entry.pointee.pw_gid)
  }

  /// A small text file, empty when it cannot be read.
  static func contents(of path: String) -> String {
    guard let file = fopen(path, "re") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 16384)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  /// Arguments as C wants them, to be freed by the caller.
  static func words(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
    var copies: [UnsafeMutablePointer<CChar>?] = []
    for word in words { copies.append(strdup(word)) }
    return copies + [nil]
  }

  private static var accountOptions: [String] {
    guard geteuid() == 0 else { return ["--no-new-privs"] }
    return [
      "--reuid=postgres", "--regid=postgres", "--clear-groups", "--inh-caps=-all", "--no-new-privs",
    ]
  }
}
