import ArgumentParser

struct OfficeShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Whether duties are kept apart, and whether there is an emergency.")
  @OptionGroup var connecting: ClientOptions

  func run() throws {
    let answer = try connecting.ask("GET", "/office")
    if !connecting.json { print(Strings(connecting.language).office(answer)) }
  }
}
