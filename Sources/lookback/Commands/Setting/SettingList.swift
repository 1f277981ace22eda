import ArgumentParser
import LookbackText

struct SettingList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "All settings with their values.")
  @OptionGroup var connecting: ClientOptions

  func run() throws {
    let words = Strings(connecting.language)
    try connecting.list("/settings", Table(words.name, words.value)) {
      [$0.text("name"), $0.text("value")]
    }
  }
}
