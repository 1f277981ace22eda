import ArgumentParser
import LookbackRuntime

/// The command `lookbackd history attach`.
struct HistoryAttach: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach",
    abstract: "Bring a month of history back that was taken out.",
    discussion: """
      If its tables were dumped and removed, restore both first: psql -f the-dump.sql. Refused unless they hold exactly \
      what was taken out: as many events, every chain through it sound and as it was recorded. One transaction; that \
      the month was out stays on record.
      """)

  @OptionGroup var history: HistoryOptions

  @Argument(help: "The month, such as 2021-03.")
  var month: String

  @Flag(name: .customLong("dry-run"), help: "Check everything and say what would be done.")
  var dryRun = false

  func validate() throws { _ = try history.month(month) }

  func run() async throws {
    let first = try history.month(month)
    try await history.run { store in
      try await history.requireOwner(store)
      let keeping = HistoryArchiver(store: store, person: SystemAccount.name, isDryRun: dryRun)
      return history.report([try await keeping.attach(first)])
    }
  }
}
