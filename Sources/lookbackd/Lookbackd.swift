import ArgumentParser
import LookbackHTTP

/// The program of the daemon.
@main
struct Lookbackd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookbackd",
    abstract: "The Lookback daemon: people decide, the law counts the days, and nothing is forgotten.",
    discussion: """
      To try it without a database server of your own (PostgreSQL must be installed):

        lookbackd serve --embedded ./db --workflows workflows --socket ./lookback.sock

      then, in another terminal, LOOKBACK_SOCKET=./lookback.sock lookback clock show

      Exit codes: 0 done, 1 something was found wrong, 3 the database or an address is not available, \
      64 used or configured wrongly.
      """,
    version: APIDocument.version,
    subcommands: [Serve.self, Migrate.self, Verify.self, Rebuild.self, Doctor.self, HistoryCommands.self])
}
