import ArgumentParser

struct SessionEnd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "end", abstract: "End a session: whoever holds its token is nobody from now on.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The number, as `lookback session list` shows it.") var number: Int

  func run() throws {
    let answer = try connecting.ask("DELETE", "/sessions/\(number)")
    if !connecting.json { print(Strings(connecting.language).removed(answer.number("ended"))) }
  }
}
