import ArgumentParser
import LookbackText

struct TokenList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Whose tokens there are.")
  @OptionGroup var connecting: ClientOptions

  func run() throws {
    let words = Strings(connecting.language)
    try connecting.list("/tokens", Table("#", words.person, words.at)) {
      [$0.text("id"), $0.text("person"), $0.moment("created")]
    }
  }
}
