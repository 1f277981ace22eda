import ArgumentParser
import LookbackText

struct PersonList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Everybody, with their posts.")
  @OptionGroup var connecting: ClientOptions

  func run() throws {
    let words = Strings(connecting.language)
    try connecting.list("/persons", "persons", Table(words.code, words.name, "UID", words.posts)) {
      [$0.text("code"), $0.text("name"), $0.text("uid"), $0.texts("posts").joined(separator: words.comma)]
    }
  }
}
