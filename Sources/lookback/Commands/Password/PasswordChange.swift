import ArgumentParser
import LookbackJSON

struct PasswordChange: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "change", abstract: "Choose another password for yourself; your other sessions end.")
  @OptionGroup var connecting: ClientOptions

  func run() throws {
    let words = Strings(connecting.language)
    let prompt = SecretPrompt(words: words)
    let old = try prompt.ask(words.oldPassword)
    let new = try prompt.askForNew()
    _ = try connecting.ask("POST", "/me/password", body: .members(["old": .string(old), "new": .string(new)]))
    if !connecting.json { print(words.passwordChanged) }
  }
}
