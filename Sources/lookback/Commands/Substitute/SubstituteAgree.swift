import ArgumentParser
import LookbackJSON

struct SubstituteAgree: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agree", abstract: "Consent to act for somebody, or confirm it as an administrator.",
    discussion: "Only where the office has settled that substitutions need it; see `lookback setting list`.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "Its number.") var number: Int

  func run() throws {
    _ = try connecting.ask("POST", "/substitutes/\(number)/agree", body: .members([:]))
    let words = Strings(connecting.language)
    if !connecting.json { print("\(words.substitution(number))\(words.colon)\(words.agreed)") }
  }
}
