import ArgumentParser
import LookbackJSON

struct PostRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take a post from a person; what was done with it stays in the histories.",
    discussion: "Example: lookback post remove zhang.wei checker@civil-affairs")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The person.") var person: String
  @Argument(help: "The post and its unit, as POST@UNIT.") var post: String
  @Option(help: "The first day on which the person does not hold it any more; today unless given.") var on: String?

  func run() throws {
    let held = try PostInUnit(post)
    let body = JSON.members([
      "person": .string(person), "post": .string(held.post), "unit": .string(held.unit),
      "on": on.map { .string($0) },
    ])
    let answer = try connecting.ask("DELETE", "/posts", body: body)
    if !connecting.json { print(Strings(connecting.language).removed(answer.number("removed"))) }
  }
}
