import ArgumentParser

struct TokenCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "Tokens for programs that use the API over TCP.",
    subcommands: [TokenAdd.self, TokenList.self, TokenRevoke.self])
}
