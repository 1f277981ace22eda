import ArgumentParser
import LookbackJSON

struct UnitMerge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "End a unit today; another one's posts answer for what waits for its posts.",
    discussion: "Example: lookback unit merge civil-affairs social-affairs --with-posts")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The unit that ends.") var code: String
  @Argument(help: "The unit that takes over.") var other: String
  @Flag(help: "Give those who held posts in it the same posts in the other.") var withPosts = false

  func run() throws {
    let body = JSON.members(["into": .string(other), "posts": withPosts ? .bool(true) : nil])
    let answer = try connecting.ask("POST", "/units/\(code.encoded)/merge", body: body)
    if !connecting.json { print(Strings(connecting.language).unitEnded(answer.text("code"), other)) }
  }
}
