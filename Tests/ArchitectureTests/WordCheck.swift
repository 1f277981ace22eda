import Glibc

/// A word that must not occur in some part of some files, because another one means the same and is plainer.
struct WordCheck: Sendable {
  enum Part: Sendable { case anywhere, comment, identifier }

  let word: String
  let reason: String
  var part = Part.anywhere
  /// The folders that are checked.
  var under = ["Sources/"]
  /// Folders and files in which the word may occur.
  var except: [String] = []

  /// The words are written in halves, so that this file passes its own check.
  static let sources = [
    WordCheck(word: "try" + "!", reason: "a failure here ends the daemon: throw it, or prove it away"),
    WordCheck(word: "fatal" + "Error(", reason: "a failure here ends the daemon: throw it, or prove it away"),
    WordCheck(
      word: "@unchecked " + "Sendable", reason: "the compiler cannot check this: use an actor or a lock",
      except: ["Sources/LookbackPostgres/"]),
    WordCheck(word: "TO" + "DO", reason: "finish it or write it into an issue"),
    WordCheck(word: "FIX" + "ME", reason: "finish it or write it into an issue"),
  ]

  func violations(in files: [SourceFile]) -> [Violation] {
    files.filter { isChecked($0) && mayOccur(in: $0) }.flatMap { file in
      self.lines(of: file).enumerated().filter { occurs(in: $0.element) }.map { index, _ in
        file.violation(index + 1, "found \(word): \(reason)")
      }
    }
  }

  private func isChecked(_ file: SourceFile) -> Bool {
    under.contains { file.path.hasPrefix($0) } && !except.contains { file.path.hasPrefix($0) }
  }

  /// Whether the word occurs in any part, in any case of letters. Few files have it, and to divide a file takes long.
  private func mayOccur(in file: SourceFile) -> Bool { strstr(file.text.lowercased(), word.lowercased()) != nil }

  private func lines(of file: SourceFile) -> [String] {
    switch part {
    case .anywhere: file.lines.map(String.init)
    case .comment: SourceText(file).lines.map(\.comment)
    case .identifier: SourceText(file).lines.map(\.code)
    }
  }

  private func occurs(in text: String) -> Bool {
    switch part {
    case .anywhere: text.contains(word)
    case .comment: text.lowercased().hasWords(word)
    case .identifier:
      text.split { !$0.isLetter && !$0.isNumber }.contains { name in
        NameCheck.words(of: String(name)).contains { $0.lowercased() == word }
      }
    }
  }
}

extension String {
  /// Whether the text has these words, and not only as a part of longer ones.
  fileprivate func hasWords(_ words: String) -> Bool {
    ranges(of: words).contains { found in
      let (before, after) = (self[..<found.lowerBound].last, self[found.upperBound...].first)
      return !(before?.isLetter ?? false) && !(after?.isLetter ?? false)
    }
  }
}
