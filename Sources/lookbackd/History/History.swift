import ArgumentParser
import LookbackPostgres
import LookbackRuntime
import LookbackStore
import LookbackTime

/// `lookbackd history`
struct History: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
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

/// What the verbs about months share.
struct HistoryOptions: ParsableArguments {
  @OptionGroup var options: ConfigurationOptions

  @Option(help: "en or zh; by default the locale's.")
  var lang: String?

  var language: Language { Language(locale: lang) }

  /// Runs the body on the store as the owner of the tables; ends the program with the right code.
  func run(_ body: (Store) async throws -> Bool) async throws {
    do {
      let configuration = try options.configuration()
      let foundations = try await Foundations(configuration, isDaemon: false)
      try await foundations.withMigrator { try await $0.check() }
      let pool = foundations.ownerPool()
      let isWell: Bool
      do { isWell = try await body(Store(pool)) } catch {
        await pool.close()
        await foundations.server?.stop()
        throw error
      }
      await pool.close()
      await foundations.server?.stop()
      if !isWell { throw DaemonFailure.found }
    } catch {
      throw DaemonFailure.report(error)
    }
  }

  /// Says what became of each month; whether all was done.
  func report(_ outcomes: [MonthOutcome]) -> Bool {
    for outcome in outcomes { print(outcome.words(in: language)) }
    return !outcomes.contains(where: \.isRefusal)
  }

  /// Throws unless the role may take tables out and bring them back.
  func requireOwner(_ store: Store) async throws {
    guard try await store.ownsHistory() else {
      throw ConfigurationError([
        "this role does not own the tables: connect as their owner, as for `lookbackd migrate` (README, Install)"
      ])
    }
  }

  func month(_ text: String) throws -> CivilDate {
    guard let first = CivilDate(month: text) else {
      throw ValidationError("found \"\(text)\", expected a month such as 2021-03")
    }
    return first
  }
}
