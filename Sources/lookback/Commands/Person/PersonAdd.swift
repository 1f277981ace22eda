import ArgumentParser
import LookbackJSON

struct PersonAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a person, or change what is known of one; what is not given stays.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The person's code, such as zhang.wei.") var code: String?
  @Option(help: "The name.") var name: String?
  @Option(help: "The user of the machine that this person logs in as.") var uid: Int?
  @Option(help: "The address for mail.") var mail: String?
  @Option(help: "The language of letters, en or zh.") var language: String?
  @Option(help: "The first day on which the person is active.") var from: String?
  @Option(help: "The last day on which the person is active.") var until: String?
  @Option(help: "Take away uid, mail, language, from or until; may be given again.") var clear: [String] = []
  @Option(help: "Add those in this CSV file: code, name, uid, mail, language, from, until.") var file: String?

  func run() throws {
    let entry = JSON.members([
      "code": .string(code ?? ""), "name": name.map { .string($0) }, "uid": uid.map { .int(Int64($0)) },
      "mail": mail.map { .string($0) }, "language": language.map { .string($0) }, "from": from.map { .string($0) },
      "until": until.map { .string($0) }, "clear": clear.isEmpty ? nil : .texts(clear),
    ])
    try connecting.add("/persons", entry, isGiven: code != nil, file)
  }
}
