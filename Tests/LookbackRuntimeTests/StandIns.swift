import Logging
import LookbackCore

@testable import LookbackRuntime

/// Does orders as a test says.
private struct StandInPerformer: CommandPerformer {
  let body: @Sendable ([PendingCommand], Int) async -> [Outcome?]

  func perform(_ commands: [PendingCommand], round: Int) async -> [Outcome?] { await body(commands, round) }
}

extension Dispatcher {
  init(_ settings: EngineSettings, body: @escaping @Sendable ([PendingCommand], _ round: Int) async -> [Outcome?]) {
    self.init(settings, StandInPerformer(body: body))
  }
}

/// Runs batches as a test says; nobody holds anything.
private struct StandInRunner: BatchRunner {
  let body: @Sendable ([PendingCommand]) async throws -> [Outcome?]

  func run(_ commands: [PendingCommand], isCareful: Bool) async throws -> [Outcome?] { try await body(commands) }

  func held(_ commands: [PendingCommand]) async -> Set<CaseID> { [] }
}

extension BatchRetrier {
  init(timeout: Duration, logger: Logger, body: @escaping @Sendable ([PendingCommand]) async throws -> [Outcome?]) {
    self.init(runner: StandInRunner(body: body), timeout: timeout, logger: logger)
  }
}

/// Runs batches, and tells how large each was.
struct CountingRunner: BatchRunner {
  let attempt: BatchAttempt
  let tried: @Sendable (Int) -> Void

  func run(_ commands: [PendingCommand], isCareful: Bool) async throws -> [Outcome?] {
    tried(commands.count)
    return try await attempt.run(commands, isCareful: isCareful)
  }

  func held(_ commands: [PendingCommand]) async -> Set<CaseID> { await attempt.held(commands) }
}
