import ArgumentParser
import LookbackOperations
import LookbackRuntime
import LookbackStore
import LookbackTime

/// The command `lookbackd doctor`.
struct Doctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look the database over: settings that lose data, what piles up, what is late.",
    discussion: """
      Prints a sentence for each thing that is wrong, with a remedy. Exit code 1 if there is one. It only reads, and \
      may run beside the daemon; run it as the daemon's role, with the daemon's settings. What sessions of other users \
      do is seen only by a role with pg_read_all_stats: GRANT pg_read_all_stats TO lookbackd, \
      which shows it the statements of all offices of the server, without their values.
      """)

  @OptionGroup var options: ConfigurationOptions

  @Flag(help: "Print the findings as JSON.")
  var json = false

  @Flag(help: "Also print how large each table is that grows, and how long its rows are kept.")
  var sizes = false

  @Option(help: "The language of texts; else by LC_ALL, LC_MESSAGES, LANG.")
  var lang: Language?

  func run() async throws {
    try await Foundations.run(options) { foundations in
      let (findings, sizes) = try await look(foundations)
      print(DoctorReport(findings, sizes: sizes, in: lang ?? .ofLocale).text(asJSON: json))
      return findings.isEmpty
    }
  }

  private func look(_ foundations: Foundations) async throws -> ([HealthFinding], [TableSize]?) {
    do {
      return try await foundations.withStore(foundations.pool()) { store in
        let check = HealthCheck(store: store, connections: foundations.configuration.connections)
        return (try await check.findings(), sizes ? try await store.sizes() : nil)
      }
    } catch StoreError.olderSchema(let missing) {
      // No other check can run on tables that are missing.
      return ([.olderSchema(missing: missing)], nil)
    }
  }
}
