import ArgumentParser
import LookbackJSON

struct AuthenticatorRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Have no codes asked of you any more; takes a last code.")
  @OptionGroup var connecting: ClientOptions

  func run() throws {
    let words = Strings(connecting.language)
    let code = try SecretPrompt(words: words).ask(words.authenticatorCode)
    let answer = try connecting.ask("POST", "/me/authenticator/remove", body: .members(["code": .string(code)]))
    if !connecting.json { print(words.removed(answer.number("removed"))) }
  }
}
