import ArgumentParser

/// The command line.
@main
struct Lookback: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "lookback", abstract: "Lookback.", version: "0.1.0")
}
