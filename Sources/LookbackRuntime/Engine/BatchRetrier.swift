import Logging
import LookbackCore
import LookbackStore

/// Retries a batch until its outcome is known or the timeout has passed. Each attempt sends the same commands under the
/// same ids, so that no command is done twice.
///
/// An error that is permanent belongs to one command: the retrier halves the batch until that command is alone, answers
/// it with the error, and lets the others pass. Commands that need a lock of another transaction get no outcome here;
/// the dispatcher submits them again.
struct BatchRetrier: CommandPerformer {
  let runner: any BatchRunner
  let timeout: Duration
  let logger: Logger
  /// Remembers what was recorded, and refuses to continue with a database that has lost it.
  var witness = Witness()
  /// Is told of temporary failures, and knows when nothing can be recorded. Then the retrier gives up at once.
  var watch = WriteWatch()
  /// Waits; tests replace it.
  var pause: @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }

  /// How long careful batches are halved to find the commands that need a lock of another transaction.
  private static let search = Duration.seconds(1)

  private struct Course {
    var giveUp: ContinuousClock.Instant
    /// Until when a careful batch is halved; nil for a batch that waits briefly for locks.
    var search: ContinuousClock.Instant?
  }

  func perform(_ commands: [PendingCommand], round: Int) async -> [Outcome?] {
    if let refusal = witness.refusal ?? watch.refusal { return commands.map { _ in .unavailable(refusal) } }
    let outcomes = round == 0 ? await run(commands) : await again(commands, round: round)
    if let receipt = Self.receipt(outcomes) { witness.note(receipt) }
    return outcomes
  }

  /// The receipt of one recorded event, which is enough for the witness: a batch is recorded whole or not at all.
  private static func receipt(_ outcomes: [Outcome?]) -> Witness.Receipt? {
    for outcome in outcomes.reversed() {
      guard case .done(let receipt) = outcome, !receipt.link.isEmpty else { continue }
      return Witness.Receipt(id: receipt.case, sequence: receipt.sequence, link: receipt.link)
    }
    return nil
  }

  /// Runs a batch for the first time.
  /// - Returns: the outcomes in the order of the commands; nil for a command that waits for a lock.
  func run(_ commands: [PendingCommand]) async -> [Outcome?] { await run(commands, Course(giveUp: .now + timeout)) }

  /// Runs commands again that waited for a lock, after a delay that grows with every round.
  func again(_ commands: [PendingCommand], round: Int) async -> [Outcome?] {
    await pause(Self.delay(after: round))
    let course = Course(giveUp: .now + timeout)
    return await without(await runner.held(commands), commands) { await run($0, course) }
  }

  private func run(_ commands: [PendingCommand], _ course: Course) async -> [Outcome?] {
    var failures = 0
    while true {
      do {
        let outcomes = try await runner.run(commands, isCareful: course.search != nil)
        return zip(commands, outcomes).map { $0.settled($1) }
      } catch let failure as BatchFailure where failure.staysForOne(of: commands, failures) {
        guard commands.count > 1 else { return [quarantined(commands[0], failure)] }
        return await halved(commands, course)
      } catch BatchFailure.blocked(let reason) where !commands.contains(where: \.isInDoubt) {
        logger.debug("a lock is held", metadata: ["commands": "\(commands.count)", "reason": "\(reason)"])
        return await aroundWhatIsHeld(commands, course)
      } catch {
        if case BatchFailure.unknown = error { for pending in commands { pending.noteLost() } }
        failures += 1
        watch.doubt()
        let refusal = watch.refusal
        guard refusal == nil, ContinuousClock.now < course.giveUp else { return givenUp(commands, error, refusal) }
        logger.debug("a batch is tried again", metadata: ["attempt": "\(failures)", "reason": "\(error)"])
        await pause(Self.delay(after: failures))
      }
    }
  }

  /// Finds the commands that can be done without the locked rows. It first asks which cases are locked and runs the
  /// other commands carefully, which finds every other lock that they need. What is blocked after that is halved until
  /// `search` has passed.
  private func aroundWhatIsHeld(_ commands: [PendingCommand], _ course: Course) async -> [Outcome?] {
    let now = ContinuousClock.now
    guard commands.count > 1, now < course.giveUp else { return commands.map { _ in nil } }
    guard let search = course.search else {
      let careful = Course(giveUp: course.giveUp, search: now + Self.search)
      return await without(await runner.held(commands), commands) { await run($0, careful) }
    }
    return now < search ? await halved(commands, course) : commands.map { _ in nil }
  }

  /// Runs the commands whose cases are not locked. The others have no outcome yet.
  private func without(
    _ held: Set<CaseID>, _ commands: [PendingCommand], _ run: ([PendingCommand]) async -> [Outcome?]
  ) async -> [Outcome?] {
    let free = commands.indices.filter { !held.contains(commands[$0].command.target) }
    var outcomes = [Outcome?](repeating: nil, count: commands.count)
    guard !free.isEmpty else { return outcomes }
    for (index, outcome) in zip(free, await run(free.map { commands[$0] })) { outcomes[index] = outcome }
    return outcomes
  }

  private func halved(_ commands: [PendingCommand], _ course: Course) async -> [Outcome?] {
    let middle = commands.count / 2
    let first = await run(Array(commands[..<middle]), course)
    return first + (await run(Array(commands[middle...]), course))
  }

  private func quarantined(_ pending: PendingCommand, _ failure: BatchFailure) -> Outcome {
    logger.error(
      "a command cannot be recorded",
      metadata: [
        "case": "\(pending.command.target)", "command": "\(pending.command.id)", "reason": "\(failure)",
      ])
    if pending.isInDoubt { return .unknown }
    if case .unkeepable(_, let code) = failure { return .rejected(.cannotBeKept(code: code)) }
    return .unavailable("the command cannot be recorded; the daemon's log says why")
  }

  private func givenUp(_ commands: [PendingCommand], _ reason: any Error, _ refusal: String?) -> [Outcome?] {
    logger.error("a batch is given up", metadata: ["commands": "\(commands.count)", "reason": "\(reason)"])
    let words = refusal ?? "the database cannot be reached; try again"
    return commands.map { $0.isInDoubt ? .unknown : .unavailable(words) }
  }

  /// The delay before the next attempt: 5 ms, doubled with each failure up to 1 s, of which a random half is jitter.
  private static func delay(after failures: Int) -> Duration {
    let longest = min(5_000 << min(failures - 1, 8), 1_000_000)
    return .microseconds(Int.random(in: longest / 2...longest))
  }
}

extension BatchFailure {
  /// Whether the failure is permanent and so belongs to one command. A command that is alone is tried once more before
  /// it is answered with the failure, because its first decision used data that other transactions may have changed
  /// since.
  fileprivate func staysForOne(of commands: [PendingCommand], _ failures: Int) -> Bool {
    switch self {
    case .refused, .unkeepable: commands.count > 1 || failures > 0
    case .retryable, .blocked, .unknown: false
    }
  }
}
