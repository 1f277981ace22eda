import Logging
import LookbackCore

/// Tries a batch until its outcome is known or patience ends: the same commands under the same ids, so that nothing is
/// done twice; a batch that cannot be recorded is halved until what spoils it stands alone. Commands that wait for what
/// somebody else holds are left out, for whoever asked to try them again: they have no outcome.
struct PersistentRunner: Sendable {
  let patience: Duration
  let logger: Logger
  /// Records a batch in one transaction, or throws a `BatchFailure`.
  let attempt: @Sendable ([Order]) async throws -> [Outcome]
  /// Whose cases somebody else holds just now.
  var held: @Sendable ([Order]) async -> Set<CaseID> = { _ in [] }
  /// Hears of failures that pass, and knows when nothing can be recorded: then nothing is tried again.
  var watch = WriteWatch()
  /// Waits; replaced by tests.
  var pause: @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }

  /// The outcomes in the order of the orders; nil for one that waits for a lock.
  func run(_ orders: [Order]) async -> [Outcome?] {
    await run(orders, giveUp: .now + patience, isDoubtful: false)
  }

  /// The same for orders that had to wait for a lock, after a pause that grows with every round.
  func again(_ orders: [Order], round: Int) async -> [Outcome?] {
    await pause(Self.delay(after: round))
    let giveUp = ContinuousClock.now + patience
    return await without(await held(orders), orders) { await run($0, giveUp: giveUp, isDoubtful: false) }
  }

  private func run(
    _ orders: [Order], giveUp: ContinuousClock.Instant, isDoubtful: Bool
  ) async -> [Outcome?] {
    var isDoubtful = isDoubtful
    var failures = 0
    var isSecondRefusal = false
    var isSecondBlock = false
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
      } catch BatchFailure.blocked(let reason) where !isDoubtful {
        logger.debug("a lock is held", metadata: ["commands": "\(orders.count)", "reason": "\(reason)"])
        guard orders.count > 1, ContinuousClock.now < giveUp else { return orders.map { _ in nil } }
        let held = await held(orders)
        guard held.isEmpty else {
          return await without(held, orders) { await run($0, giveUp: giveUp, isDoubtful: false) }
        }
        // It was given back meanwhile, or it is not a case that is held but, say, a register.
        guard isSecondBlock else {
          isSecondBlock = true
          continue
        }
        return await halved(orders, giveUp: giveUp, isDoubtful: false)
      } catch {
        if case BatchFailure.unknown = error { isDoubtful = true }
        failures += 1
        watch.doubt()
        let refusal = watch.refusal
        guard refusal == nil, ContinuousClock.now < giveUp else {
          logger.error("a batch is given up", metadata: ["commands": "\(orders.count)", "reason": "\(error)"])
          let words = refusal ?? "the database cannot be reached; try again"
          return orders.map { _ in isDoubtful ? .unknown : .unavailable(words) }
        }
        logger.debug("a batch is tried again", metadata: ["attempt": "\(failures)", "reason": "\(error)"])
        await pause(Self.delay(after: failures))
      }
    }
  }

  /// Runs those whose cases are not held; the others have no outcome yet.
  private func without(
    _ held: Set<CaseID>, _ orders: [Order], _ run: ([Order]) async -> [Outcome?]
  ) async -> [Outcome?] {
    let free = orders.indices.filter { !held.contains(orders[$0].command.target) }
    var outcomes = [Outcome?](repeating: nil, count: orders.count)
    guard !free.isEmpty else { return outcomes }
    for (index, outcome) in zip(free, await run(free.map { orders[$0] })) { outcomes[index] = outcome }
    return outcomes
  }

  private func halved(_ orders: [Order], giveUp: ContinuousClock.Instant, isDoubtful: Bool) async -> [Outcome?] {
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
