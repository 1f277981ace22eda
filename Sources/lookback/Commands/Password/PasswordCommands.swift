import ArgumentParser

struct PasswordCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "password", abstract: "Passwords for signing in at the desk and over TCP.",
    subcommands: [PasswordChange.self, PasswordReset.self])
}
