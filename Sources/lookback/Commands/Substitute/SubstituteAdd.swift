import ArgumentParser
import LookbackJSON

struct SubstituteAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Let one person act for another.",
    discussion: "Example: lookback substitute add zhang.wei li.na --from 2020-08-03 --until 2020-08-14")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The person who is away.") var person: String
  @Argument(help: "The person who acts instead.") var substitute: String
  @Option(help: "The first day.") var from: String
  @Option(help: "The last day.") var until: String
  @Option(help: "Only for this post, as POST@UNIT; without it for all posts.") var post: String?

  func run() throws {
    let held = try post.map(PostInUnit.init)
    let body = JSON.members([
      "person": .string(person), "substitute": .string(substitute), "from": .string(from), "until": .string(until),
      "post": held.map { .string($0.post) }, "unit": held.map { .string($0.unit) },
    ])
    let answer = try connecting.ask("POST", "/substitutes", body: body)
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    let waits = answer.text("waits")
    print(words.substitution(answer.number("number")) + (waits.isEmpty ? "" : words.aside(words.waits(for: waits))))
  }
}
