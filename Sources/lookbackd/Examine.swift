import ArgumentParser
import LookbackPostgres
import LookbackRuntime
import LookbackStore
import LookbackTime

/// `lookbackd doctor`
struct Examine: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
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

  @Option(help: "en or zh; by default the locale's.")
  var lang: String?

  func run() async throws {
    do {
      let configuration = try options.configuration()
      let foundations = try await Foundations(configuration, isDaemon: false)
      let (ailments, sizes) = try await look(foundations)
      print(DoctorReport(ailments, sizes: sizes, in: Language(locale: lang)).text(asJSON: json))
      await foundations.server?.stop()
      if !ailments.isEmpty { throw DaemonFailure.found }
    } catch {
      throw DaemonFailure.report(error)
    }
  }

  private func look(_ foundations: Foundations) async throws -> ([HealthFinding], [TableSize]?) {
    do {
      try await foundations.withMigrator { try await $0.check() }
    } catch StoreError.olderSchema(let missing) {
      // Nothing else can be asked of tables that are not there.
      return ([.olderSchema(missing: missing)], nil)
    }
    let pool = foundations.pool()
    let store = Store(pool)
    let doctor = Doctor(store: store, connections: foundations.configuration.connections)
    do {
      let found = (try await doctor.ailments(), sizes ? try await store.sizes() : nil)
      await pool.close()
      return found
    } catch {
      await pool.close()
      throw error
    }
  }
}
