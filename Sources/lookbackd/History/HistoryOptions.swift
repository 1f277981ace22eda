import ArgumentParser
import LookbackRuntime
import LookbackStore
import LookbackTime

/// What the verbs about months share.
struct HistoryOptions: ParsableArguments {
  @OptionGroup var options: ConfigurationOptions

  @Option(help: "en or zh; by default the locale's.")
  var lang: String?

  var language: Language { Language(locale: lang) }

  /// Runs the body on the store as the owner of the tables; ends the program with the right code.
  func run(_ body: (Store) async throws -> Bool) async throws {
    try await Foundations.run(options) { foundations in
      try await foundations.withStore(foundations.ownerPool(), body)
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
