import ArgumentParser
import LookbackJSON

struct UnitAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a unit, or change the name of one.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The unit's code, such as civil-affairs.") var code: String?
  @Option(help: "The name.") var name: String?
  @Option(help: "The letter code of its documents (发文代字), such as 青民.") var documentCode: String?
  @Option(help: "The unit above it.") var under: String?
  @Option(help: "The first day on which it exists.") var from: String?
  @Option(help: "Add those in this CSV file: code, name, document_code.") var file: String?

  func run() throws {
    let entry = JSON.members([
      "code": .string(code ?? ""), "name": name.map { .string($0) },
      "document_code": documentCode.map { .string($0) }, "parent": under.map { .string($0) },
      "from": from.map { .string($0) },
    ])
    try connecting.add("/units", entry, isGiven: code != nil, file)
  }
}
