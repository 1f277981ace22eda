import ArgumentParser

struct AuthenticatorReset: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset", abstract: "Take away the authenticator of a person who has lost it; for administrators.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The person.") var person: String

  func run() throws {
    let answer = try connecting.ask("DELETE", "/persons/\(person.encoded)/authenticator")
    if !connecting.json { print(Strings(connecting.language).removed(answer.number("removed"))) }
  }
}
