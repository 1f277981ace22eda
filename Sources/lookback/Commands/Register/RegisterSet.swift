import ArgumentParser
import LookbackJSON

struct RegisterSet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Go on from numbers that were issued elsewhere; never back.",
    discussion: "Example: lookback register set 青民函 --period 2020 --next 164")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The register, such as 青民函.") var name: String
  @Option(help: "The year in which it counts, or 0.") var period: Int
  @Option(help: "The next number.") var next: Int

  func run() throws {
    let body = JSON.members([
      "name": .string(name), "period": .int(Int64(period)), "next": .int(Int64(next)),
    ])
    let answer = try connecting.ask("POST", "/registers", body: body)
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    print("\(answer.text("name")) \(answer.text("period"))\(words.colon)\(answer.text("next"))")
  }
}
