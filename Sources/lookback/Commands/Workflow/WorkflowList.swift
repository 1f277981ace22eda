import ArgumentParser
import LookbackText

struct WorkflowList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "All published definitions.")
  @OptionGroup var connecting: ClientOptions

  func run() throws {
    let words = Strings(connecting.language)
    try connecting.list("/workflows", Table(words.kind, words.name, words.version, words.at, "SHA-256")) { line in
      [
        words.definition(kind: line.text("kind")), line.text("name"), line.text("version"), line.moment("published"),
        String(line.text("digest").prefix(16)),
      ]
    }
  }
}
