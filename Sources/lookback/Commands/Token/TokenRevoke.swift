import ArgumentParser

struct TokenRevoke: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "End a token: whoever holds it is nobody from now on.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The token's number, as `lookback token list` shows it.") var number: Int

  func run() throws {
    let answer = try connecting.ask("DELETE", "/tokens/\(number)")
    if !connecting.json { print(Strings(connecting.language).removed(answer.number("removed"))) }
  }
}
