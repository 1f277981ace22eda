import ArgumentParser
import LookbackJSON

struct UnitDissolve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dissolve", abstract: "End a unit today for which nothing waits and that has no units below it.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The unit's code.") var code: String

  func run() throws {
    let answer = try connecting.ask("POST", "/units/\(code.encoded)/dissolve", body: .members([:]))
    if !connecting.json { print(Strings(connecting.language).unitEnded(answer.text("code"), "")) }
  }
}
