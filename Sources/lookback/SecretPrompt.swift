import ArgumentParser
import Foundation
import Glibc

/// Asks for a password or a code. At a terminal nothing of it is shown; elsewhere it is a line of standard input.
struct SecretPrompt {
  let words: Strings

  /// - Throws: a usage error if there is none.
  func ask(_ question: String) throws -> String {
    let isTerminal = isatty(STDIN_FILENO) == 1
    if isTerminal { FileHandle.standardError.write(Data(question.utf8)) }
    let line = isTerminal ? Self.withoutEcho { readLine() } : readLine()
    if isTerminal { FileHandle.standardError.write(Data("\n".utf8)) }
    guard let line, !line.isEmpty else { throw ValidationError(words.nothingTyped) }
    return line
  }

  /// Asks for a new password, at a terminal twice.
  /// - Throws: a usage error if both differ.
  func askForNew() throws -> String {
    let password = try ask(words.newPassword)
    guard isatty(STDIN_FILENO) == 1 else { return password }
    guard try ask(words.newPasswordAgain) == password else { throw ValidationError(words.passwordsDiffer) }
    return password
  }

  private static func withoutEcho<R>(_ body: () -> R) -> R {
    var before = termios()
    tcgetattr(STDIN_FILENO, &before)
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
    defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before) }
    return body()
  }
}
