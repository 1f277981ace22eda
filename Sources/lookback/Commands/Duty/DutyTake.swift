import ArgumentParser

struct DutyTake: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "take", abstract: "Take a duty from a person.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The person.") var person: String
  @Argument(help: "The duty: system, security or audit.") var duty: String

  func run() throws {
    let answer = try connecting.ask("DELETE", "/duties/\(person.encoded)/\(duty.encoded)")
    if !connecting.json { print(Strings(connecting.language).removed(answer.number("removed"))) }
  }
}
