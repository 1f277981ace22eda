import ArgumentParser
import LookbackText

struct UnitList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "All units.")
  @OptionGroup var connecting: ClientOptions

  func run() throws {
    let words = Strings(connecting.language)
    try connecting.list("/units", "units", Table(words.code, words.name, words.documentCode)) {
      [$0.text("code"), $0.text("name"), $0.text("document_code")]
    }
  }
}
