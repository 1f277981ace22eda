import ArgumentParser

struct WorkflowShow: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "A workflow's states and events.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The workflow.") var name: String
  @Flag(help: "Print the published text instead.") var source = false

  func run() throws {
    let answer = try connecting.ask("GET", "/workflows/\(name.encoded)")
    guard !connecting.json else { return }
    if source { return RawText.print(answer.raw("source"), terminator: "") }
    print("\(answer.text("name")) \(answer.text("version")) \(answer.text("title"))")
    for state in answer.objects("states") {
      print("  \(state.text("name"))  \(state.text("title"))")
      for event in state.objects("events") { print("    \(event.text("name"))  \(event.text("title"))") }
    }
  }
}
