import ArgumentParser

/// What is wrong with a command that could be read and makes no sense, and where its help is.
struct UsageFailure {
  let command: any ParsableCommand.Type
  /// What is wrong, as a sentence.
  let problem: String
  let words: Strings

  /// The lines for standard error.
  var text: String { "\(words.usageError)\(problem)\n  \(words.see(help))" }

  private var help: String {
    let typed = Self.words(to: command, from: Lookback.self).map { ["lookback"] + $0 } ?? ["lookback"]
    return (typed + ["--help"]).joined(separator: " ")
  }

  /// Returns the words that are typed to reach a command; nil if it is not below the other one.
  private static func words(
    to command: any ParsableCommand.Type, from start: any ParsableCommand.Type
  ) -> [String]? {
    if command == start { return [] }
    for next in start.configuration.subcommands {
      if let rest = words(to: command, from: next) { return [next._commandName] + rest }
    }
    return nil
  }
}
