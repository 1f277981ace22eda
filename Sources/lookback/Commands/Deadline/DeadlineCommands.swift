import ArgumentParser

struct DeadlineCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deadline", abstract: "Explain deadlines, and work them out.",
    subcommands: [DeadlineExplain.self, DeadlineCompute.self])
}
