import Dispatch
import LookbackPostgres

/// A transaction of a third party that stays open, with its locks and its snapshot, until it is let go.
package final class HeldTransaction: Sendable {
  private let letGo = DispatchSemaphore(value: 0)
  private let holding: Task<Void, any Error>

  /// Returns once the statements are done; the transaction lasts as long as the value does.
  package init(_ statements: String, on conninfo: String) async throws {
    var configuration = ConnectionConfiguration.testing(conninfo)
    configuration.statementTimeout = nil
    configuration.idleInTransactionTimeout = nil
    configuration.applicationName = "holder"
    let connection = try await Connection.connect(configuration)
    let (states, state) = AsyncStream.makeStream(of: Void.self)
    holding = Task { [letGo] in
      defer { state.finish() }
      try await connection.run { c in
        try c.transaction {
          try c.script(statements)
          state.yield()
          letGo.wait()
        }
      }
      await connection.close()
    }
    var isHeld = false
    for await _ in states {
      isHeld = true
      break
    }
    if !isHeld { try await holding.value }
  }

  /// Commits it.
  package func end() async throws {
    letGo.signal()
    try await holding.value
  }

  deinit { letGo.signal() }
}
