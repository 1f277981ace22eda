import ArgumentParser

struct CaseCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case", abstract: "Open cases and look at them.",
    subcommands: [
      CaseOpen.self, CaseShow.self, CaseList.self, CaseHistory.self,
      CaseWhatIf.self, CaseMend.self,
    ])
}
