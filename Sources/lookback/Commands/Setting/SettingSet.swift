import ArgumentParser
import LookbackJSON

struct SettingSet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Settle something for the office.",
    discussion: "Example: lookback setting set substitute_days 30")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The setting.") var name: String
  @Argument(help: "Its value.") var value: String

  func run() throws {
    let body = JSON.members(["name": .string(name), "value": .string(value)])
    let answer = try connecting.ask("POST", "/settings", body: body)
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    for line in answer.objects("settings") where line.text("name") == name {
      print("\(name)\(words.colon)\(line.text("value"))")
    }
  }
}
