import ArgumentParser
import LookbackJSON

struct PersonAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a person, or change the name of one.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The person's code, such as zhang.wei.") var code: String?
  @Option(help: "The name.") var name: String?
  @Option(help: "The user of the machine that this person logs in as.") var uid: Int?
  @Option(help: "Add those in this CSV file: code, name, uid.") var file: String?

  func run() throws {
    let entry = JSON.members([
      "code": .string(code ?? ""), "name": .string(name ?? code ?? ""), "uid": uid.map { .int(Int64($0)) },
    ])
    try connecting.add("/persons", entry, isGiven: code != nil, file)
  }
}
