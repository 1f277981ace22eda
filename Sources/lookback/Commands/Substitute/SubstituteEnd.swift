import ArgumentParser
import LookbackJSON

struct SubstituteEnd: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "end", abstract: "End one before its last day.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "Its number.") var number: Int

  func run() throws {
    _ = try connecting.ask("POST", "/substitutes/\(number)/end", body: .members([:]))
    let words = Strings(connecting.language)
    if !connecting.json { print("\(words.substitution(number))\(words.colon)\(words.ended)") }
  }
}
