import ArgumentParser
import LookbackJSON

struct DutyGive: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "give", abstract: "Give a person a duty.",
    discussion: """
      system: people, units, posts, definitions, calendars, registers, the test clock, corrections of cases
      security: passwords, authenticators, sessions, tokens, and who has which duty
      audit: reading what administrators did, and who was refused
      Example: lookback duty give liu.yang security
      """)
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The person.") var person: String
  @Argument(help: "The duty: system, security or audit.") var duty: String

  func run() throws {
    let answer = try connecting.ask(
      "POST", "/duties", body: .members(["person": .string(person), "duty": .string(duty)]))
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    print("\(answer.text("person"))\(words.colon)\(words.name(ofDuty: answer.text("duty")))")
  }
}
