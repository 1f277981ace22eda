import ArgumentParser
import Foundation

/// Asks the person at a terminal whether to go on.
struct Confirmation {
  let words: Strings

  /// - Parameters:
  ///   - question: the question to print.
  ///   - elsewhere: what to print if there is no terminal, so that nobody can be asked.
  /// - Throws: exit code 1 unless the answer is yes.
  func require(_ question: String, elsewhere: String) throws {
    guard isatty(STDIN_FILENO) == 1 else {
      ErrorReport.usage("\(words.error)\(words.colon)\(elsewhere)")
      throw ExitCode(1)
    }
    print(question, terminator: " ")
    fflush(nil)
    guard let answer = readLine(), Strings.yes.contains(answer.lowercased()) else {
      print(words.nothingMoved)
      throw ExitCode(1)
    }
  }
}
