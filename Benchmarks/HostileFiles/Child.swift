import Glibc

/// A program that is started and waited for.
enum Child {
  /// What it took; its output goes nowhere.
  static func run(_ program: String, _ words: [String], input: String = "/dev/null") -> rusage {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    for stream in 1...2 { posix_spawn_file_actions_addopen(&actions, Int32(stream), "/dev/null", O_WRONLY, 0) }
    var arguments = ([program] + words).map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var pid: pid_t = 0
    var usage = rusage()
    guard posix_spawn(&pid, program, &actions, nil, &arguments, environ) == 0 else { return usage }
    var status: Int32 = 0
    while wait4(pid, &status, 0, &usage) == -1, errno == EINTR {}
    return usage
  }
}
