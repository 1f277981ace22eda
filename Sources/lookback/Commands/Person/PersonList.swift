import ArgumentParser
import LookbackText

struct PersonList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Everybody, with their posts.")
  @OptionGroup var connecting: ClientOptions
  @Flag(help: "Also those who have retired, with their last day.") var retired = false

  func run() throws {
    let words = Strings(connecting.language)
    let table = Table(header: [words.code, words.name, "UID", words.posts] + (retired ? [words.lastDay] : []))
    try connecting.list("/persons" + (retired ? "?retired=true" : ""), table) {
      [$0.text("code"), $0.text("name"), $0.text("uid"), $0.texts("posts").joined(separator: words.comma)]
        + (retired ? [$0.text("until")] : [])
    }
  }
}
