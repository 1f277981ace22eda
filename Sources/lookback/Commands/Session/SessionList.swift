import ArgumentParser
import LookbackText

struct SessionList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Your sessions, the newest first; with --of those of another, for administrators.")
  @OptionGroup var connecting: ClientOptions
  @Option(help: "The person.") var of: String?

  func run() throws {
    let words = Strings(connecting.language)
    let table = Table("#", words.person, words.begun, words.cameFrom, words.program, words.lastUse, words.status)
    try connecting.list("/sessions" + (of.map { "?person=\($0.encoded)" } ?? ""), table) {
      [
        $0.text("id"), $0.text("person"), $0.moment("created"), $0.text("address"), $0.text("name"), $0.moment("used"),
        $0.truth("holds") ? words.valid : words.ended,
      ]
    }
  }
}
