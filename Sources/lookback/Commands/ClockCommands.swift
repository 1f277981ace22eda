import ArgumentParser

struct ClockCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clock", abstract: "See the clock, and move a test clock.",
    subcommands: [ClockShow.self, ClockAdvance.self])
}

struct ClockShow: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "What time it is for this office.")
  @OptionGroup var connecting: ClientOptions

  func run() throws { connecting.print(clock: try connecting.ask("GET", "/clock")) }
}

struct ClockAdvance: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advance", abstract: "Move a test clock forward; what falls due on the way happens at its instant.",
    discussion: "A day means 09:00 of that day. Example: lookback clock advance 2020-08-12")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "A day, or a moment such as 2020-08-12T01:00:00Z.") var target: String

  func run() throws { connecting.print(clock: try connecting.ask("POST", "/clock", body: ["to": target])) }
}

extension ClientOptions {
  fileprivate func print(clock answer: Answer) {
    guard !json else { return }
    let words = Strings(language)
    Swift.print(words.clockStands(answer.text("today") + words.aside(answer.text("now")), test: answer.truth("test")))
    if answer.has("fired") { Swift.print(words.fired(answer.number("fired"))) }
  }
}
