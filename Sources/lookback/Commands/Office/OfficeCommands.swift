import ArgumentParser

struct OfficeCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "office", abstract: "Rules of the office itself.",
    subcommands: [OfficeShow.self, OfficeSet.self])
}
