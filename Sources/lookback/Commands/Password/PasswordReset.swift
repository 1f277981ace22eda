import ArgumentParser
import Foundation

struct PasswordReset: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset", abstract: "Give a person a password for one sign-in, shown once; for administrators.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The person.") var person: String

  func run() throws {
    let answer = try connecting.ask("POST", "/persons/\(person.encoded)/password")
    guard !connecting.json else { return }
    print(answer.text("password"))
    let days = answer.number("expires_after_seconds") / 86_400
    FileHandle.standardError.write(Data((Strings(connecting.language).passwordOnce(days) + "\n").utf8))
  }
}
