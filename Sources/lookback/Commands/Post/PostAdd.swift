import ArgumentParser
import LookbackJSON

struct PostAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Give a person a post in a unit.",
    discussion: "Example: lookback post add zhang.wei checker@civil-affairs")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The person.") var person: String?
  @Argument(help: "The post and its unit, as POST@UNIT.") var post: String?
  @Option(help: "The first day; today unless given.") var from: String?
  @Option(help: "The last day.") var until: String?
  @Option(help: "Add those in this CSV file: person, post, unit, from, until.") var file: String?

  func run() throws {
    let held = try post.map(PostInUnit.init)
    let entry = JSON.members([
      "person": .string(person ?? ""), "post": held.map { .string($0.post) }, "unit": held.map { .string($0.unit) },
      "from": from.map { .string($0) }, "until": until.map { .string($0) },
    ])
    try connecting.add("/posts", entry, isGiven: post != nil && person != nil, file)
  }
}
