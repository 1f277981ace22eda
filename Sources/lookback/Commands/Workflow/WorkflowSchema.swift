import ArgumentParser
import LookbackDefinition

struct WorkflowSchema: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of the notation, for editors that complete and check it.",
    discussion: """
      Example: lookback workflow schema > workflow.schema.json, and in the editor's settings for YAML: \
      {"./workflow.schema.json": "workflows/*.yaml"}. Nothing is fetched from the network.
      """)
  @Argument(help: "workflow, calendar or classes.") var kind: NotationSchema.Kind = .workflow

  func run() throws { print(NotationSchema(kind).json, terminator: "") }
}

extension NotationSchema.Kind: ExpressibleByArgument {}
