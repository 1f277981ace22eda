import ArgumentParser
import LookbackJSON

struct CaseOpen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open a case.",
    discussion: "Example: lookback case open recommendation number=青13-3-164 subject=社区建设 lead=xue received=2019-01-28")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The workflow.") var workflow: String
  @Argument(help: "Fields as key=value; lists by comma.") var fields: [String] = []
  @Option(
    help: "The day on which it happened, if not today; an earlier one as far as `back` of the definition lets you.")
  var on: String?
  @Option(help: "A key of your own: what came with the same key is never done twice.") var key: String?

  func run() throws {
    let inputs = try Inputs(fields)
    guard inputs.name.isEmpty else { throw Misuse { $0.notKeyValue(inputs.name) } }
    let body = JSON.members([
      "workflow": .string(workflow), "data": .fields(inputs.data), "on": on.map { .string($0) },
    ])
    let answer = try connecting.ask("POST", "/cases", body: body, headers: connecting.header(key: key))
    connecting.print(receipt: answer)
    connecting.warnOfVacantPosts(answer)
  }
}
