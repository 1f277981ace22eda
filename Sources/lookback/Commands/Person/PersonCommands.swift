import ArgumentParser

struct PersonCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person", abstract: "The people of this office and its units.",
    subcommands: [PersonAdd.self, PersonImport.self, PersonRetire.self, PersonList.self])
}
