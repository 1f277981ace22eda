import LookbackOperations
import LookbackPostgres
import LookbackStore

extension Foundations {
  /// Runs a subcommand other than the daemon. It starts a private server if one is configured, stops it afterwards, and
  /// ends the program with the exit code for what happened.
  /// - Parameter body: returns false if it found something wrong that is no failure of the program.
  static func run(_ options: ConfigurationOptions, _ body: (Foundations) async throws -> Bool) async throws {
    do {
      let foundations = try await Foundations(try options.configuration(), isDaemon: false)
      let isWell: Bool
      do { isWell = try await body(foundations) } catch {
        await foundations.server?.stop()
        throw error
      }
      await foundations.server?.stop()
      if !isWell { throw DaemonFailure.found }
    } catch {
      throw DaemonFailure.report(error)
    }
  }

  /// Runs the body on a store, after checking that the tables are those of this program. Its connections are closed
  /// afterwards.
  func withStore<R>(_ pool: ConnectionPool, _ body: (Store) async throws -> R) async throws -> R {
    do {
      try await withMigrator { try await $0.check() }
      let result = try await body(Store(pool))
      await pool.close()
      return result
    } catch {
      await pool.close()
      throw error
    }
  }
}
