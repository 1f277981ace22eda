import ArgumentParser

struct DutyCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duty", abstract: "Who administers the office: system, security, audit.",
    subcommands: [DutyList.self, DutyGive.self, DutyTake.self])
}
