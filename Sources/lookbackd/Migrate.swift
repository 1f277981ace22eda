import ArgumentParser
import LookbackRuntime
import LookbackStore

/// `lookbackd migrate`
struct Migrate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring the tables of the database up to date.",
    discussion: """
      Forward only, each step in one transaction, one migrator at a time: it may be killed and run again.
      Run it as the owner of the tables. It makes the role lookbackd, which can add to history and not change it: \
      let `lookbackd serve` connect as that role.
      """)

  @OptionGroup var options: ConfigurationOptions

  func run() async throws {
    do {
      let configuration = try options.configuration()
      let foundations = try await Foundations(configuration, isDaemon: false)
      let applied = try await foundations.withMigrator { try await $0.migrate() }
      print(applied.isEmpty ? "the tables are up to date" : applied.map { "applied \($0)" }.joined(separator: "\n"))
      await foundations.server?.stop()
    } catch {
      throw DaemonFailure.report(error)
    }
  }
}
