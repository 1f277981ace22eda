import ArgumentParser
import LookbackRuntime
import LookbackTime

/// The command `lookbackd history detach`.
struct HistoryDetach: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "detach",
    abstract: "Take a month of history, or all before a month, out of the daily tables.",
    discussion: """
      Refused while a case that is not archived has events in the month, while an earlier month is still a partition, \
      and when a history that goes through it is not sound; it says which and what to do.

      One transaction for each month: killed in the middle, nothing has happened, and it can be run again. The lock on \
      the whole history that the last step needs is waited for a quarter of a second at a time, so that the daemon is \
      never held up for longer; a month that is already out is left alone. Exit code 1 when a month was refused.
      """)

  @OptionGroup var history: HistoryOptions

  @Argument(help: "The month, by UTC, such as 2021-03.")
  var month: String?

  @Option(help: ArgumentHelp("All months before this one.", valueName: "month"))
  var before: String?

  @Flag(name: .customLong("dry-run"), help: "Check everything and say what would be done.")
  var dryRun = false

  func validate() throws {
    guard (month == nil) != (before == nil) else {
      throw ValidationError("give a month such as 2021-03, or --before with one")
    }
    if let text = month ?? before { _ = try history.month(text) }
  }

  func run() async throws {
    let first = try history.month(month ?? before ?? "")
    try await history.run { store in
      try await history.requireOwner(store)
      let keeping = HistoryArchiver(store: store, person: SystemAccount.name, isDryRun: dryRun)
      if month != nil { return history.report([try await keeping.detach(first)]) }
      let outcomes = try await keeping.detach(before: first)
      if outcomes.isEmpty { print(ReportWords(history.language).noEarlierMonth) }
      return history.report(outcomes)
    }
  }
}
