import ArgumentParser
import LookbackJSON

struct PersonRetire: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retire", abstract: "End what a person is and may do, and name who takes over.",
    discussion: """
      Posts and tokens end, the user of the machine is free for somebody else, and substitutions of and by the person \
      end. What waits for the person by name goes to the successor, who acts for the person from then on; without one it \
      is refused as long as anything waits. The person stays in histories and in `person list --retired`.
      Example: lookback person retire zhang.wei --successor li.na
      """)
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The person.") var code: String
  @Option(help: "The first day on which the person is not active any more; today unless given.") var on: String?
  @Option(help: "Who acts from then on in what names the person.") var successor: String?

  func run() throws {
    let body = JSON.members(["on": on.map { .string($0) }, "successor": successor.map { .string($0) }])
    let answer = try connecting.ask("POST", "/persons/\(code.encoded)/retire", body: body)
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    print(words.retired(answer.text("code"), answer.text("on"), answer.text("successor")))
  }
}
