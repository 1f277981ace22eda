import Logging
import LookbackCore

/// Tries a batch until its outcome is known or patience ends: the same commands under the same ids, so that nothing is
/// done twice; a batch that cannot be recorded is halved until what spoils it stands alone.
struct PersistentRunner: Sendable {
  let patience: Duration
  let logger: Logger
  /// Records a batch in one transaction, or throws a `BatchFailure`.
  let attempt: @Sendable ([Order]) async throws -> [Outcome]
  /// Waits; replaced by tests.
  var pause: @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }

  func run(_ orders: [Order]) async -> [Outcome] {
    await run(orders, giveUp: .now + patience, isDoubtful: false)
  }

  private func run(
    _ orders: [Order], giveUp: ContinuousClock.Instant, isDoubtful: Bool
  ) async -> [Outcome] {
    var isDoubtful = isDoubtful
    var failures = 0
    var isSecondRefusal = false
    while true {
      do {
        let outcomes = try await attempt(orders)
        return isDoubtful ? outcomes.map(\.asFirstAnswer) : outcomes
      } catch BatchFailure.refused(let reason) {
        // Two daemons that did the same at once are told apart by trying again.
        guard isSecondRefusal else {
          isSecondRefusal = true
          continue
        }
        guard orders.count > 1 else { return [quarantined(orders[0].command, reason, isDoubtful)] }
        return await halved(orders, giveUp: giveUp, isDoubtful: isDoubtful)
      } catch {
        if case BatchFailure.unknown = error { isDoubtful = true }
        failures += 1
        guard ContinuousClock.now < giveUp else {
          logger.error("a batch is given up", metadata: ["commands": "\(orders.count)", "reason": "\(error)"])
          return orders.map { _ in isDoubtful ? .unknown : .unavailable("the database cannot be reached; try again") }
        }
        logger.debug("a batch is tried again", metadata: ["attempt": "\(failures)", "reason": "\(error)"])
        await pause(Self.delay(after: failures))
      }
    }
  }

  private func halved(_ orders: [Order], giveUp: ContinuousClock.Instant, isDoubtful: Bool) async -> [Outcome] {
    let middle = orders.count / 2
    let first = await run(Array(orders[..<middle]), giveUp: giveUp, isDoubtful: isDoubtful)
    return first + (await run(Array(orders[middle...]), giveUp: giveUp, isDoubtful: isDoubtful))
  }

  private func quarantined(_ command: Command, _ reason: String, _ isDoubtful: Bool) -> Outcome {
    logger.error(
      "a command cannot be recorded",
      metadata: ["case": "\(command.target)", "command": "\(command.id)", "reason": "\(reason)"])
    return isDoubtful ? .unknown : .unavailable("the command cannot be recorded; the daemon's log says why")
  }

  /// 5 ms doubling to 1 s, half of it by lot.
  private static func delay(after failures: Int) -> Duration {
    let longest = min(5_000 << min(failures - 1, 8), 1_000_000)
    return .microseconds(Int.random(in: longest / 2...longest))
  }
}

extension Outcome {
  /// After a lost answer, "it was recorded before" is the answer that was lost.
  fileprivate var asFirstAnswer: Outcome {
    if case .replayed(let receipt) = self { .done(receipt) } else { self }
  }
}
