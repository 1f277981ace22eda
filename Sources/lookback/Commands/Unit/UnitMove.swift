import ArgumentParser
import LookbackJSON

struct UnitMove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move", abstract: "Put a unit below another, or at the top without one.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The unit's code.") var code: String
  @Option(help: "The unit above it.") var under: String?

  func run() throws {
    let entry = JSON.members([
      "code": .string(code), "parent": under.map { .string($0) }, "clear": under == nil ? .texts(["parent"]) : nil,
    ])
    try connecting.add("/units", entry, isGiven: true, nil)
  }
}
