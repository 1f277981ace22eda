import ArgumentParser
import Foundation
import LookbackJSON

struct Login: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "login", abstract: "Sign in with a password at a daemon that is reached by $LOOKBACK_URL.",
    discussion: """
      Asks for the password, and for the code of your authenticator if you have one; without a terminal both are lines of \
      standard input. The commands that follow act as you until `lookback logout`, half an hour without a command, or \
      twelve hours. On the daemon's own machine nobody signs in: the socket tells who you are.
      """)
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "Your code, as `lookback person list` shows it.") var person: String

  func run() throws {
    let words = Strings(connecting.language)
    guard let session = connecting.keptSession else { throw ValidationError(words.loginNeedsURL) }
    let prompt = SecretPrompt(words: words)
    let password = try prompt.ask(words.password)
    var body = JSON.members(["person": .string(person), "password": .string(password)])
    var reply = try connecting.sent("POST", "/sessions", body)
    if reply.answer.text("code") == "code-needed" {
      let code = try prompt.ask(words.authenticatorCode)
      body = .members(["person": .string(person), "password": .string(password), "code": .string(code)])
      reply = try connecting.sent("POST", "/sessions", body)
    }
    let answer = try connecting.printed(reply)
    try session.keep(answer.text("token"))
    guard !connecting.json else { return }
    print(words.signedIn(answer.text("name"), until: answer.moment("expires")))
    if !answer.text("change_password").isEmpty { print(words.choosePassword) }
  }
}
