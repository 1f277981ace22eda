import ArgumentParser

struct PostCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "post", abstract: "Who holds which post in which unit.",
    subcommands: [PostAdd.self, PostImport.self, PostRemove.self, PostList.self])
}
