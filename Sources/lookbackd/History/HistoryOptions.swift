import ArgumentParser
import LookbackRuntime
import LookbackStore
import LookbackTime

/// The options of the subcommands about months.
struct HistoryOptions: ParsableArguments {
  @OptionGroup var options: ConfigurationOptions

  @Option(help: "The language of texts; else by LC_ALL, LC_MESSAGES, LANG.")
  var lang: Language?

  var language: Language { lang ?? .ofLocale }

  /// Runs the body on the store as the owner of the tables, and ends the program with the exit code for what it
  /// returns.
  func run(_ body: (Store) async throws -> Bool) async throws {
    try await Foundations.run(options) { foundations in
      try await foundations.withStore(foundations.ownerPool(), body)
    }
  }

  /// Prints what became of each month. Returns whether no month was refused.
  func report(_ outcomes: [MonthOutcome]) -> Bool {
    for outcome in outcomes { print(outcome.words(in: language)) }
    return !outcomes.contains(where: \.isRefusal)
  }

  /// Throws unless this role owns the tables of history, and so may detach and attach them.
  func requireOwner(_ store: Store) async throws {
    guard try await store.ownsHistory() else {
      throw ConfigurationError([
        "this role does not own the tables: connect as their owner, as for `lookbackd migrate` (README, Install)"
      ])
    }
  }

  /// Returns the first day of a month such as 2021-03. Throws if the text is none.
  func month(_ text: String) throws -> CivilDate {
    guard let first = CivilDate(month: text) else {
      throw ValidationError("found \"\(text)\", expected a month such as 2021-03")
    }
    return first
  }
}
