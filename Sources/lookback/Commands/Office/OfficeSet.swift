import ArgumentParser
import LookbackJSON

struct OfficeSet: ParsableCommand {
  /// How the duties of administrators are kept.
  enum Duties: String, ExpressibleByArgument, CaseIterable {
    case apart, together
  }

  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Keep the duties of administrators apart, or together.",
    discussion: """
      Apart, nobody has two duties, nobody with one has a part in cases, and root has none: give somebody the duty of \
      security first (`lookback duty give PERSON security`), who then gives the others.
      """)
  @OptionGroup var connecting: ClientOptions
  @Option(help: "apart or together.") var duties: Duties

  func run() throws {
    let answer = try connecting.ask("POST", "/office", body: .members(["duties_apart": .bool(duties == .apart)]))
    if !connecting.json { print(Strings(connecting.language).office(answer)) }
  }
}
