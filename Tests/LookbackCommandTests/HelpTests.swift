import ArgumentParser
import Testing

@testable import lookback

@Suite("the help of a command") struct HelpTests {
  @Test("says in its first line what the command does, as its list of commands does", arguments: CommandTree.all)
  func abstract(command: CommandTree.Leaf) {
    let help = Lookback.helpMessage(for: command.type, columns: 120)
    let abstract = command.type.configuration.abstract
    #expect(abstract.hasSuffix(".") && help.hasPrefix("OVERVIEW: \(abstract.prefix(60))"), "\(help)")
    #expect(help.contains("USAGE: lookback"), "\(help)")
    for subcommand in command.type.configuration.subcommands {
      #expect(help.contains("  \(subcommand._commandName) "), "\(subcommand._commandName) is missing: \(help)")
    }
  }

  @Test("names every argument and option and says what each is", arguments: CommandTree.leaves)
  func arguments(command: CommandTree.Leaf) {
    let lines = Lookback.helpMessage(for: command.type, columns: 120).split(
      separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where line.hasPrefix("  <") || line.hasPrefix("  -") {
      let saysMore = line.contains(#/^  (?:-\S+(?:, -\S+)?(?: <[^>]+>)?|<[^>]+>)(?: \.\.\.)?\s+\S/#)
      // Long names stand alone, with their words on the next line.
      let next = index + 1 < lines.count ? lines[index + 1] : ""
      #expect(saysMore || next.hasPrefix("          "), "\(command): nothing is said of `\(line)`")
    }
  }

  @Test("is asked for with --help, and ends the program well", arguments: CommandTree.all)
  func asked(command: CommandTree.Leaf) throws {
    var asked = try Lookback.parseAsRoot(command.words + ["--help"])
    let error = #expect(throws: (any Error).self) { try asked.run() }
    guard let error else { return }
    #expect(Lookback.exitCode(for: error) == .success)
    #expect(Lookback.fullMessage(for: error).contains("OVERVIEW: \(command.type.configuration.abstract.prefix(40))"))
  }

  @Test("has a discussion whose examples can be typed", arguments: CommandTree.leaves)
  func examples(command: CommandTree.Leaf) throws {
    let lines = command.type.configuration.discussion.split(separator: "\n")
      .compactMap { line in line.firstRange(of: "lookback ").map { line[$0.lowerBound...] } }
      .filter { $0.hasPrefix("lookback \(command)") && !$0.contains("`") && !$0.contains("…") }
    for line in lines {
      let words = try #require(ShellWords.split(String(line)), "a quote is never closed: \(line)")
      #expect(throws: Never.self, "\(line)") { try Lookback.parseAsRoot(Array(words.dropFirst())) }
    }
  }
}
