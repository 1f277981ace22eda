import ArgumentParser
import LookbackText

struct WorkflowList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "All published definitions.")
  @OptionGroup var connecting: ClientOptions

  func run() throws {
    let answer = try connecting.ask("GET", "/workflows")
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    var table = Table(words.kind, words.name, words.version, words.at, "SHA-256")
    for line in answer.objects("workflows") {
      table.rows.append([
        words.definition(kind: line.text("kind")), line.text("name"), line.text("version"), line.moment("published"),
        String(line.text("digest").prefix(16)),
      ])
    }
    table.print()
  }
}
