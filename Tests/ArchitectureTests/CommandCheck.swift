/// One command a file: somebody who has typed `lookback person add` finds `Person/PersonAdd.swift`.
enum CommandCheck {
  /// The folders of the programs' commands.
  static let folders = ["Sources/lookback/Commands/", "Sources/lookbackd/"]

  static func violations(in files: [SourceFile]) -> [Violation] {
    files.compactMap { file in
      guard let folder = folders.first(where: file.path.hasPrefix) else { return nil }
      let commands = commands(of: file)
      guard let command = commands.first else { return nil }
      guard commands.count == 1 else {
        return file.violation("\(commands.count) commands in one file: give \(commands[1].type) a file of its own")
      }
      let group = file.path.dropFirst(folder.count).split(separator: "/").dropLast().joined()
      return problem(with: command, in: file, group).map { file.violation(command.line, $0) }
    }
  }

  private struct Command {
    let line: Int
    let type: String
    /// The word that is typed.
    let word: String
  }

  private static func problem(with command: Command, in file: SourceFile, _ group: String) -> String? {
    guard file.stem == command.type else { return "the command \(command.type) belongs into \(command.type).swift" }
    let word = spelled(command.word)
    // A group lists the commands of its folder; it can be run no more than the folder can.
    let wanted = word == spelled(group) ? group + "Commands" : group + command.word
    guard spelled(wanted) == spelled(command.type) else {
      let typed = ([group.lowercased()].filter { !$0.isEmpty } + [command.word]).joined(separator: " ")
      return "`\(typed)` is typed, and the command is called \(command.type): name it after what is typed"
    }
    return nil
  }

  private static func commands(of file: SourceFile) -> [Command] {
    let lines = file.lines
    return lines.enumerated().compactMap { index, line in
      guard let type = NameCheck.declaredType(in: line), line.contains(#/: (?:Async)?ParsableCommand\b/#) else {
        return nil
      }
      let rest = lines[(index + 1)...].prefix { $0.hasPrefix(" ") || NameCheck.declaredType(in: $0) == nil }
      let named = rest.lazy.compactMap { $0.firstMatch(of: #/commandName: "([^"]+)"/#) }.first
      return Command(line: index + 1, type: type, word: named.map { String($0.1) } ?? type)
    }
  }

  /// Without what a name of a type cannot have: `what-if` and `WhatIf` are spelled alike.
  private static func spelled(_ name: String) -> String { name.lowercased().filter { $0 != "-" } }
}
