import ArgumentParser

struct RegisterCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "register", abstract: "Series of document numbers.",
    subcommands: [RegisterList.self, RegisterSet.self])
}
