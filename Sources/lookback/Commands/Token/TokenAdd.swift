import ArgumentParser
import Foundation
import LookbackJSON

struct TokenAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Make a token for a person; shown once.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The person.") var person: String

  func run() throws {
    let answer = try connecting.ask("POST", "/tokens", body: .members(["person": .string(person)]))
    guard !connecting.json else { return }
    print(answer.text("token"))
    FileHandle.standardError.write(Data((Strings(connecting.language).tokenOnce + "\n").utf8))
  }
}
