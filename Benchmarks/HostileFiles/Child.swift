import Glibc

/// A program that is started and waited for.
enum Child {
  /// What it took; its output goes nowhere.
  static func run(_ program: String, _ words: [String], input: String = "/dev/null") -> rusage {
    var usage = rusage()
    guard let pid = start(program, words, input: input) else { return usage }
    var status: Int32 = 0
    while wait4(pid, &status, 0, &usage) == -1, errno == EINTR {}
    return usage
  }

  /// Not waited for; what it says goes to the log. Nil if there is no such program.
  static func start(
    _ program: String, _ words: [String], input: String = "/dev/null", log: String = "/dev/null"
  ) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    for stream in 1...2 {
      posix_spawn_file_actions_addopen(&actions, Int32(stream), log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    }
    var arguments = ([program] + words).map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var pid: pid_t = 0
    return posix_spawn(&pid, program, &actions, nil, &arguments, environ) == 0 ? pid : nil
  }
}
