import LookbackPostgres
import LookbackTesting

extension Connection {
  /// A connection to a fresh database of the shared cluster.
  static func fresh(_ change: (inout ConnectionConfiguration) -> Void = { _ in }) async throws -> Connection {
    var configuration = ConnectionConfiguration.testing(try await TestCluster.shared.database())
    change(&configuration)
    return try await connect(configuration)
  }

  /// Asks until the condition holds, two minutes at most.
  func waitUntil(_ condition: String, _ parameters: Parameters = []) async throws {
    let question = Statement("condition", "SELECT \(condition)")
    let giveUp = ContinuousClock.now + .seconds(120)
    while ContinuousClock.now < giveUp {
      if try await run({ try $0.query(question, parameters)[0].bool(0) }) { return }
    }
    throw NeverHappened(condition: condition)
  }

  struct NeverHappened: Error {
    let condition: String
  }
}

/// The `PostgresError` that the body throws, nil when it throws none.
func failure<R>(of body: () async throws -> R) async -> PostgresError? {
  do { _ = try await body() } catch { return error as? PostgresError }
  return nil
}

/// The same, for code that does not wait.
func refusal<R>(of body: () throws -> R) -> PostgresError? {
  do { _ = try body() } catch { return error as? PostgresError }
  return nil
}
