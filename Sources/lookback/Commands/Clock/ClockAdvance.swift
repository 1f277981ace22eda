import ArgumentParser
import LookbackJSON

struct ClockAdvance: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advance", abstract: "Move a test clock forward; what falls due on the way happens at its instant.",
    discussion: "A day means 09:00 of that day. Example: lookback clock advance 2020-08-12")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "A day, or a moment such as 2020-08-12T01:00:00Z.") var target: String

  func run() throws {
    connecting.print(clock: try connecting.ask("POST", "/clock", body: .members(["to": .string(target)])))
  }
}
