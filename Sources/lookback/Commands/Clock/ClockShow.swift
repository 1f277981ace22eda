import ArgumentParser

struct ClockShow: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "What time it is for this office.")
  @OptionGroup var connecting: ClientOptions

  func run() throws { connecting.print(clock: try connecting.ask("GET", "/clock")) }
}
