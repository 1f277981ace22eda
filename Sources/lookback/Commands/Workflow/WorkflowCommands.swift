import ArgumentParser

struct WorkflowCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workflow", abstract: "Check, publish, show and compare definitions; move open cases.",
    subcommands: [
      WorkflowList.self, WorkflowShow.self, WorkflowPublish.self, WorkflowCheck.self, WorkflowExplain.self,
      WorkflowSimulate.self, WorkflowTest.self, WorkflowGraph.self, WorkflowSchema.self,
      WorkflowDiff.self, WorkflowMigrate.self, WorkflowMigrations.self,
    ])
}
