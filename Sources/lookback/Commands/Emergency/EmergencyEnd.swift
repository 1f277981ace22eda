import ArgumentParser

struct EmergencyEnd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "end", abstract: "End it, as root or with the duty of security.")
  @OptionGroup var connecting: ClientOptions

  func run() throws {
    _ = try connecting.ask("DELETE", "/emergency")
    if !connecting.json { print(Strings(connecting.language).emergencyEnded) }
  }
}
