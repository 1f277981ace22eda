import ArgumentParser
import LookbackRuntime
import LookbackStore
import LookbackTime

/// The command `lookbackd migrate`.
struct Migrate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring the tables of the database up to date.",
    discussion: """
      Forward only, each step in one transaction, one migrator at a time: it may be killed and run again.
      Run it as a superuser, or as a role with CREATEROLE and CREATE on the database: it makes the schema of the \
      office and two roles, lookback, which owns the tables, and lookbackd, which can add to history and not change \
      it: let `lookbackd serve` connect as that one. With --office NAME they are lookback_NAME and lookbackd_NAME. \
      Run as the owner of the tables it says what an administrator must run besides.
      """)

  @OptionGroup var options: ConfigurationOptions

  @Option(help: "The language of texts; else by LC_ALL, LC_MESSAGES, LANG.")
  var lang: Language?

  func run() async throws {
    try await Foundations.run(options) { foundations in
      let (applied, left) = try await foundations.withMigrator { try await $0.migrate() }
      let words = ReportWords(lang ?? .ofLocale)
      print(applied.isEmpty ? words.upToDate : applied.map { words.applied($0) }.joined(separator: "\n"))
      if !left.isEmpty { DaemonFailure.say(words.leftToAdministrator(left)) }
      return true
    }
  }
}
