import ArgumentParser
import LookbackText

struct RegisterList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The registers, and the number that each gives next.")
  @OptionGroup var connecting: ClientOptions

  func run() throws {
    let words = Strings(connecting.language)
    try connecting.list("/registers", Table(words.register, words.period, words.nextNumber)) {
      [$0.text("name"), $0.text("period"), $0.text("next")]
    }
  }
}
