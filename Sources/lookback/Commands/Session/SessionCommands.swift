import ArgumentParser

struct SessionCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "session", abstract: "Who is signed in from where.",
    subcommands: [SessionList.self, SessionEnd.self])
}
