import ArgumentParser
import Glibc
import LookbackRuntime

/// Ends the program with a message for the person who started it.
enum DaemonFailure {
  static let found = ExitCode(1)
  static let unavailable = ExitCode(3)
  static let misused = ExitCode(64)

  /// Prints what went wrong to standard error, and returns the exit code for it.
  static func report(_ error: any Error) -> ExitCode {
    if let code = error as? ExitCode { return code }
    say("lookbackd: \(error)")
    switch error {
    case is ConfigurationError, is RefusedDefinitions: return misused
    default: return unavailable
    }
  }

  static func say(_ text: String) {
    let line = Array("\(text)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
  }
}
