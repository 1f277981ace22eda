/// Text that must not stand in a file.
struct WordCheck: Sendable {
  let word: String
  let reason: String
  /// Folders in which it may.
  var except: [String] = []

  /// Written in halves, so that this file passes its own check.
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
    files.filter { file in !except.contains { file.path.hasPrefix($0) } }.flatMap { file in
      file.lines.enumerated().filter { $0.element.contains(word) }.map { index, _ in
        file.violation(index + 1, "found \(word): \(reason)")
      }
    }
  }
}
