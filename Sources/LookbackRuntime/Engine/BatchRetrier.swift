import Logging
import LookbackCore
import LookbackStore

/// Tries a batch until its outcome is known or patience ends: the same commands under the same ids, so that nothing is
/// done twice. An error that comes again each time is an answer to the command whose error it is: the batch is halved
/// until that one stands alone, and nobody waits for it. Commands that need what somebody else holds have no outcome: the
/// dispatcher tries them again.
struct BatchRetrier: OrderPerformer {
  let runner: any BatchRunner
  let patience: Duration
  let logger: Logger
  /// Remembers what was recorded, and forbids to go on with a database that has lost it.
  var witness = Witness()
  /// Hears of failures that pass, and knows when nothing can be recorded: then nothing is tried again.
  var watch = WriteWatch()
  /// Waits; replaced by tests.
  var pause: @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }

  /// How long it is looked for what a batch needs that somebody else holds.
  private static let search = Duration.seconds(1)

  private struct Course {
    var giveUp: ContinuousClock.Instant
    /// Until when a careful batch is halved; nil for one that waits a moment for others.
    var search: ContinuousClock.Instant?
  }

  func perform(_ orders: [PendingCommand], round: Int) async -> [Outcome?] {
    if let refusal = witness.refusal ?? watch.refusal { return orders.map { _ in .unavailable(refusal) } }
    let outcomes = round == 0 ? await run(orders) : await again(orders, round: round)
    if let receipt = Self.receipt(outcomes) { witness.note(receipt) }
    return outcomes
  }

  /// One event that the batch recorded: a batch is there whole or not at all.
  private static func receipt(_ outcomes: [Outcome?]) -> Witness.Receipt? {
    for outcome in outcomes.reversed() {
      guard case .done(let receipt) = outcome, !receipt.link.isEmpty else { continue }
      return Witness.Receipt(id: receipt.case, sequence: receipt.sequence, link: receipt.link)
    }
    return nil
  }

  /// The outcomes in the order of the orders; nil for one that waits for a lock.
  func run(_ orders: [PendingCommand]) async -> [Outcome?] { await run(orders, Course(giveUp: .now + patience)) }

  /// The same for orders that had to wait for a lock, after a pause that grows with every round.
  func again(_ orders: [PendingCommand], round: Int) async -> [Outcome?] {
    await pause(Self.delay(after: round))
    let course = Course(giveUp: .now + patience)
    return await without(await runner.held(orders), orders) { await run($0, course) }
  }

  private func run(_ orders: [PendingCommand], _ course: Course) async -> [Outcome?] {
    var failures = 0
    while true {
      do {
        let outcomes = try await runner.run(orders, isCareful: course.search != nil)
        return zip(orders, outcomes).map { $0.settled($1) }
      } catch let failure as BatchFailure where failure.staysForOne(of: orders, failures) {
        guard orders.count > 1 else { return [quarantined(orders[0], failure)] }
        return await halved(orders, course)
      } catch BatchFailure.blocked(let reason) where !orders.contains(where: \.isInDoubt) {
        logger.debug("a lock is held", metadata: ["commands": "\(orders.count)", "reason": "\(reason)"])
        return await aroundWhatIsHeld(orders, course)
      } catch {
        if case BatchFailure.unknown = error { for order in orders { order.noteLost() } }
        failures += 1
        watch.doubt()
        let refusal = watch.refusal
        guard refusal == nil, ContinuousClock.now < course.giveUp else { return givenUp(orders, error, refusal) }
        logger.debug("a batch is tried again", metadata: ["attempt": "\(failures)", "reason": "\(error)"])
        await pause(Self.delay(after: failures))
      }
    }
  }

  /// First it is asked whose cases are held, then the others look carefully at all else that they need; what is still
  /// waited for after that is halved for a while.
  private func aroundWhatIsHeld(_ orders: [PendingCommand], _ course: Course) async -> [Outcome?] {
    let now = ContinuousClock.now
    guard orders.count > 1, now < course.giveUp else { return orders.map { _ in nil } }
    guard let search = course.search else {
      let careful = Course(giveUp: course.giveUp, search: now + Self.search)
      return await without(await runner.held(orders), orders) { await run($0, careful) }
    }
    return now < search ? await halved(orders, course) : orders.map { _ in nil }
  }

  /// Runs those whose cases are not held; the others have no outcome yet.
  private func without(
    _ held: Set<CaseID>, _ orders: [PendingCommand], _ run: ([PendingCommand]) async -> [Outcome?]
  ) async -> [Outcome?] {
    let free = orders.indices.filter { !held.contains(orders[$0].command.target) }
    var outcomes = [Outcome?](repeating: nil, count: orders.count)
    guard !free.isEmpty else { return outcomes }
    for (index, outcome) in zip(free, await run(free.map { orders[$0] })) { outcomes[index] = outcome }
    return outcomes
  }

  private func halved(_ orders: [PendingCommand], _ course: Course) async -> [Outcome?] {
    let middle = orders.count / 2
    let first = await run(Array(orders[..<middle]), course)
    return first + (await run(Array(orders[middle...]), course))
  }

  private func quarantined(_ order: PendingCommand, _ failure: BatchFailure) -> Outcome {
    logger.error(
      "a command cannot be recorded",
      metadata: [
        "case": "\(order.command.target)", "command": "\(order.command.id)", "reason": "\(failure)",
      ])
    if order.isInDoubt { return .unknown }
    if case .unkeepable(_, let code) = failure { return .rejected(.cannotBeKept(code: code)) }
    return .unavailable("the command cannot be recorded; the daemon's log says why")
  }

  private func givenUp(_ orders: [PendingCommand], _ reason: any Error, _ refusal: String?) -> [Outcome?] {
    logger.error("a batch is given up", metadata: ["commands": "\(orders.count)", "reason": "\(reason)"])
    let words = refusal ?? "the database cannot be reached; try again"
    return orders.map { $0.isInDoubt ? .unknown : .unavailable(words) }
  }

  /// 5 ms doubling to 1 s, half of it jitter.
  private static func delay(after failures: Int) -> Duration {
    let longest = min(5_000 << min(failures - 1, 8), 1_000_000)
    return .microseconds(Int.random(in: longest / 2...longest))
  }
}

extension BatchFailure {
  /// Whether it comes again each time. Alone a command is tried once more before it is told so, since it was decided by
  /// what others may have changed meanwhile.
  fileprivate func staysForOne(of orders: [PendingCommand], _ failures: Int) -> Bool {
    switch self {
    case .refused, .unkeepable: orders.count > 1 || failures > 0
    case .retryable, .blocked, .unknown: false
    }
  }
}
