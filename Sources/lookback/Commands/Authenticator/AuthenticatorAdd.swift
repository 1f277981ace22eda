import ArgumentParser
import LookbackJSON

struct AuthenticatorAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Have codes asked of you: shows the secret, takes a first code, shows recovery codes."
  )
  @OptionGroup var connecting: ClientOptions

  func run() throws {
    let words = Strings(connecting.language)
    let made = try connecting.withoutPrinting.ask("POST", "/me/authenticator")
    print(words.authenticatorSecret(made.text("secret")))
    print(made.text("address"))
    let code = try SecretPrompt(words: words).ask(words.authenticatorCode)
    let answer = try connecting.ask("POST", "/me/authenticator/confirm", body: .members(["code": .string(code)]))
    guard !connecting.json else { return }
    print(words.recoveryCodes)
    for code in answer.texts("recovery_codes") { print("  \(code)") }
  }
}
