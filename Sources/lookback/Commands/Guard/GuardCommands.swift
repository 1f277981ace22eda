import ArgumentParser

struct GuardCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "guard", abstract: "Try out guard expressions.", subcommands: [GuardEval.self])
}
