import ArgumentParser

/// The command `lookbackd history`.
struct HistoryCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "List the months of history, take old ones out of the daily tables, bring them back.",
    discussion: """
      History grows for ever, and is kept in one partition a month. A month in which only archived cases have events \
      can be taken out: nobody reads it daily any more, its tables can be dumped to a file and removed from the \
      database, and brought back at any time.

        lookbackd history list
        lookbackd history detach --before 2021-01 --dry-run
        lookbackd history detach --before 2021-01  take out all that are earlier
        lookbackd history detach 2021-01           take out the next one
        lookbackd history attach 2020-12           bring one back

      Nothing is deleted and nothing is rewritten. A month is checked before it goes and before it comes back; where \
      each chain enters and leaves it is recorded, so that `lookbackd verify` follows the chains with or without it. \
      Run it as the owner of the tables, as `lookbackd migrate`. docs/retention.md tells what is kept how long, and \
      how to dump a month.
      """,
    subcommands: [HistoryList.self, HistoryDetach.self, HistoryAttach.self])
}
