import ArgumentParser
import LookbackText

struct TokenList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Whose tokens there are, what for and until when, the newest first.")
  @OptionGroup var connecting: ClientOptions

  func run() throws {
    let words = Strings(connecting.language)
    let table = Table(
      "#", words.person, words.purpose, words.scope, words.at, words.expires, words.lastUse, words.status)
    try connecting.list("/tokens", table) {
      [
        $0.text("id"), $0.text("person"), $0.text("name"), $0.text("scope"), $0.moment("created"), $0.moment("expires"),
        $0.moment("used"), $0.truth("holds") ? words.valid : words.ended,
      ]
    }
  }
}
