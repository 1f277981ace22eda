import ArgumentParser
import Foundation
import LookbackJSON

struct TokenAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Make a token for a person; shown once.",
    discussion: """
      Example: lookback token add liu.yang --name "import from the meeting's system" --days 30
      To replace a token before it expires, make the next one, give it to the program, and revoke the first.
      """)
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The person.") var person: String
  @Option(help: "What it is for.") var name: String?
  @Option(help: "How far it goes: read, act (the usual one) or administer.") var scope: String?
  @Option(help: "After how many days it expires, 90 unless given, 366 at most.") var days: Int?

  func run() throws {
    let body = JSON.members([
      "person": .string(person), "name": name.map { .string($0) }, "scope": scope.map { .string($0) },
      "days": days.map { .int(Int64($0)) },
    ])
    let answer = try connecting.ask("POST", "/tokens", body: body)
    guard !connecting.json else { return }
    print(answer.text("token"))
    FileHandle.standardError.write(Data((Strings(connecting.language).tokenOnce + "\n").utf8))
  }
}
