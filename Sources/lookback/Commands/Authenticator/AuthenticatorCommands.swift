import ArgumentParser

struct AuthenticatorCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "authenticator", abstract: "The application whose codes prove a second time who signs in.",
    subcommands: [AuthenticatorAdd.self, AuthenticatorRemove.self, AuthenticatorReset.self])
}
