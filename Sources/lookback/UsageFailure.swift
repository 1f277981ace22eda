import ArgumentParser

/// A command that was read and cannot be meant: what is wrong with it, and where its help is.
struct UsageFailure {
  let command: any ParsableCommand.Type
  let error: ValidationError

  /// For standard error.
  var text: String { "Error: \(error.message)\n  See '\(help)' for more information." }

  private var help: String {
    let words = Self.words(to: command, from: Lookback.self).map { ["lookback"] + $0 } ?? ["lookback"]
    return (words + ["--help"]).joined(separator: " ")
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
