import ArgumentParser

struct PostAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Give a person a post in a unit.",
    discussion: "Example: lookback post add zhang.wei checker@civil-affairs")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The person.") var person: String?
  @Argument(help: "The post and its unit, as POST@UNIT.") var post: String?
  @Option(help: "Add those in this CSV file: person, post, unit.") var file: String?

  func run() throws {
    var entry: [String: Any] = ["person": person ?? ""]
    if let post = try post.map(PostInUnit.init) { (entry["post"], entry["unit"]) = (post.post, post.unit) }
    try connecting.add("/posts", entry, isGiven: post != nil && person != nil, file)
  }
}
