import ArgumentParser

struct EmergencyCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "emergency", abstract: "Let root do everything for a while where duties are kept apart.",
    subcommands: [EmergencyDeclare.self, EmergencyEnd.self])
}
