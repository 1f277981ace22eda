import ArgumentParser

struct UnitCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unit", abstract: "The units that handle cases.",
    subcommands: [
      UnitAdd.self, UnitImport.self, UnitRename.self, UnitMove.self, UnitMerge.self, UnitDissolve.self, UnitShow.self,
      UnitList.self,
    ])
}
