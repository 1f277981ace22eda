import ArgumentParser

struct CaseList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List cases.",
    discussion: """
      By number; of one --state of a --workflow, those that have stood in it longest come first. A page that is full
      names the place after which the next one begins.
      """)
  @OptionGroup var connecting: ClientOptions
  @Option(help: "Only of this workflow.") var workflow: String?
  @Option(help: "Only in this state.") var state: String?
  @Option(help: "Only with these words in their data.") var text: String?
  @Flag(help: "Only past their due date.") var overdue = false
  @Option(help: "At most so many.") var limit = 50
  @Option(help: "Go on after this place, which the page before named at its end.") var after: String?

  func run() throws {
    var query = ["limit=\(limit)"]
    for (name, value) in [("workflow", workflow), ("state", state), ("text", text), ("after", after)] {
      if let value { query.append("\(name)=\(value.encoded)") }
    }
    if overdue { query.append("overdue=true") }
    let answer = try connecting.ask("GET", "/cases?" + query.joined(separator: "&"))
    connecting.print(cases: answer)
  }
}
