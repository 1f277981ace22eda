import ArgumentParser

struct ClockCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clock", abstract: "See the clock, and move a test clock.",
    subcommands: [ClockShow.self, ClockAdvance.self])
}
