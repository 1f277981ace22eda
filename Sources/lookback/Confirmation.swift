import ArgumentParser
import Foundation

/// Asks somebody at a terminal whether to go on.
struct Confirmation {
  let words: Strings

  /// - Parameters:
  ///   - question: what is asked.
  ///   - elsewhere: what to say where there is no terminal, and so nobody to ask.
  /// - Throws: code 1, unless the answer is yes.
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
