import Dispatch
import Foundation
import Glibc

/// A program that was started and is waited for. Output goes to files, so that no full pipe can stop it.
struct Program: Sendable {
  let pid: pid_t
  private let output: URL
  private let errors: URL

  /// What a program left behind.
  struct Ending: Sendable {
    /// The exit code, or 128 + the signal that ended it.
    let status: Int32
    let output: String
    let errors: String
  }

  /// Starts `path`; its output files stand in `directory`, its standard input is empty.
  static func start(
    _ path: String, _ arguments: [String], environment: [String: String] = [:], in directory: URL
  ) throws -> Program {
    let name = UUID().uuidString
    let output = directory.appending(path: "\(name).out")
    let errors = directory.appending(path: "\(name).err")
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output.path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors.path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    let settings = ProcessInfo.processInfo.environment.merging(environment) { $1 }.map { "\($0)=\($1)" }
    var pid: pid_t = 0
    let code = withStrings([path] + arguments) { argv in
      withStrings(settings) { envp in posix_spawn(&pid, path, &actions, nil, argv, envp) }
    }
    guard code == 0 else { throw Problem("cannot start \(path): \(String(cString: strerror(code)))") }
    return Program(pid: pid, output: output, errors: errors)
  }

  /// Waits for the end, on a thread that may block.
  func ending() async -> Ending {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: waitHere()) }
    }
  }

  func send(signal: Int32) { kill(pid, signal) }

  /// Whether it is over; what it left behind can still be asked for.
  var hasEnded: Bool {
    var info = siginfo_t()
    return waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_signo == SIGCHLD
  }

  /// What it has written to standard error so far.
  var errorsSoFar: String { Self.text(of: errors) }

  private func waitHere() -> Ending {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) == -1, errno == EINTR {}
    let signal = status & 0x7f
    let code = signal == 0 ? (status >> 8) & 0xff : 128 + signal
    return Ending(status: code, output: Self.text(of: output), errors: Self.text(of: errors))
  }

  private static func text(of file: URL) -> String {
    (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  private static func withStrings<R>(_ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R) -> R {
    let copies = strings.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
  }
}

/// The world is not as the test needs it.
struct Problem: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
