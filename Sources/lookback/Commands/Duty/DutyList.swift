import ArgumentParser
import LookbackText

struct DutyList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Who has which duty, and since when.")
  @OptionGroup var connecting: ClientOptions

  func run() throws {
    let words = Strings(connecting.language)
    try connecting.list("/duties", Table(words.person, words.name, words.duty, words.at, words.givenBy)) {
      [
        $0.text("person"), $0.text("name"), words.name(ofDuty: $0.text("duty")), $0.moment("since"),
        $0.text("given_by"),
      ]
    }
  }
}
