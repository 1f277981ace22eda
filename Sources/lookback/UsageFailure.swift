import ArgumentParser

/// A command that was read and cannot be meant: what is wrong with it, and where its help is.
struct UsageFailure {
  let command: any ParsableCommand.Type
  /// What is wrong with it.
  let problem: String
  let words: Strings

  /// For standard error.
  var text: String { "\(words.usageError)\(problem)\n  \(words.see(help))" }

  private var help: String {
    let typed = Self.words(to: command, from: Lookback.self).map { ["lookback"] + $0 } ?? ["lookback"]
    return (typed + ["--help"]).joined(separator: " ")
  }

  /// What is typed to reach a command; nil if it does not stand below the other.
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
