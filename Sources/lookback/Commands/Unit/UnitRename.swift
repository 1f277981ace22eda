import ArgumentParser
import LookbackJSON

struct UnitRename: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a unit another name; the old one is kept with its days.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The unit's code.") var code: String
  @Argument(help: "The name from today on.") var name: String
  @Option(help: "The letter code of its documents from today on.") var documentCode: String?

  func run() throws {
    let entry = JSON.members([
      "code": .string(code), "name": .string(name), "document_code": documentCode.map { .string($0) },
    ])
    try connecting.add("/units", entry, isGiven: true, nil)
  }
}
