import ArgumentParser

@testable import lookback

/// What can be typed after `lookback`.
enum CommandTree {
  /// A command and the words that call it.
  struct Leaf: Sendable, CustomStringConvertible {
    let words: [String]
    let type: any ParsableCommand.Type

    var description: String { words.joined(separator: " ") }
  }

  /// All commands, those that only lead to others, too.
  static let all = below(Lookback.self, [])

  /// The commands that do something.
  static let leaves = all.filter { $0.type.configuration.subcommands.isEmpty }

  private static func below(_ type: any ParsableCommand.Type, _ words: [String]) -> [Leaf] {
    [Leaf(words: words, type: type)]
      + type.configuration.subcommands.flatMap { below($0, words + [$0._commandName]) }
  }
}
