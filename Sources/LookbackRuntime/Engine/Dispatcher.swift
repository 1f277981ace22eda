import LookbackCore

/// Does orders, in the end.
protocol OrderPerformer: Sendable {
  /// The outcomes in the order of the orders. One without an outcome waits for what somebody else holds, and comes again
  /// with a growing `round`; the first is 0.
  func perform(_ orders: [PendingCommand], round: Int) async -> [Outcome?]
}

/// Gathers commands of all callers into batches and gives each caller its outcomes back.
///
/// While a batch is on its way others arrive, and those share the next one. A second batch is sent beside the first when
/// enough commands wait to make it worth its dozen statements, or when the first takes long. While nothing is on its way
/// nobody waits. Commands that wait for what somebody else holds leave their batch, so that the others are answered; they
/// are tried again together, on one connection, until they are done or patience ends.
actor Dispatcher {
  private final class Submission {
    var outcomes: [Outcome]
    var missing: Int
    let continuation: CheckedContinuation<[Outcome], Never>

    init(of count: Int, _ continuation: CheckedContinuation<[Outcome], Never>) {
      outcomes = Array(repeating: .unknown, count: count)
      missing = count
      self.continuation = continuation
    }
  }

  private let settings: EngineSettings
  private let pulse: LoopWatchdog
  private let performer: any OrderPerformer
  private var queue: CommandQueue
  private var submissions: [Int: Submission] = [:]
  private var submitted = 0
  private var batchesUnderway = 0
  /// What waits for a lock, since when.
  private var heldUp: [(entry: CommandQueue.Entry, since: ContinuousClock.Instant)] = []
  private var isTryingHeldUp = false
  private var lastLaunch = ContinuousClock.now
  private var nextLook: ContinuousClock.Instant?
  private var isStopping = false
  private var idleWaiters: [CheckedContinuation<Void, Never>] = []

  init(_ settings: EngineSettings, pulse: LoopWatchdog = LoopWatchdog(), _ performer: any OrderPerformer) {
    self.settings = settings
    self.pulse = pulse
    self.performer = performer
    queue = CommandQueue(capacity: settings.capacity, byteCapacity: settings.byteCapacity)
  }

  var waiting: Int { queue.waiting }

  func submit(_ orders: [PendingCommand]) async -> [Outcome] {
    guard !orders.isEmpty else { return [] }
    if isStopping { return orders.map { _ in .unavailable("the daemon is stopping; try again in a moment") } }
    guard hasRoom(for: orders) else {
      return orders.map { _ in .unavailable("\(queue.waiting) commands wait already; try again in a moment") }
    }
    return await withCheckedContinuation { continuation in
      submitted += 1
      submissions[submitted] = Submission(of: orders.count, continuation)
      for (slot, order) in orders.enumerated() {
        queue.add(CommandQueue.Entry(order: order, submission: submitted, slot: slot))
      }
      launch()
    }
  }

  private func hasRoom(for orders: [PendingCommand]) -> Bool {
    var loads: [Priority: CommandQueue.Load] = [:]
    for order in orders { loads[order.haste, default: CommandQueue.Load()].add(order) }
    return loads.allSatisfy { stream, load in queue.hasRoom(for: load, of: stream) }
  }

  /// Takes no more commands and waits until those it has are answered, at most for `patience`.
  func drain(patience: Duration) async {
    isStopping = true
    guard !queue.isIdle else { return }
    let limit = Task {
      try await Task.sleep(for: patience)
      releaseWaiters()
    }
    await withCheckedContinuation { idleWaiters.append($0) }
    limit.cancel()
  }

  private func launch() {
    while queue.hasReady, batchesUnderway < settings.parallelBatches {
      let now = ContinuousClock.now
      if let later = moment(toLaunchAt: now) { return lookAgain(at: later) }
      let batch = queue.takeBatch(atMost: settings.batchLimit)
      lastLaunch = now
      batchesUnderway += 1
      pulse.beat(.batches)
      Task { finish(batch, await performer.perform(batch.map(\.order), round: 0)) }
    }
  }

  /// Until when what waits should wait for more; nil if it should not. A batch that is held up, by a lock or a silent
  /// server, must not hold up those that came after it.
  private func moment(toLaunchAt now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    guard queue.waiting < settings.minimumBatch, batchesUnderway > 0 else { return nil }
    let later = lastLaunch + settings.maxBatchDelay
    return later > now ? later : nil
  }

  private func lookAgain(at moment: ContinuousClock.Instant) {
    if let nextLook, nextLook <= moment { return }
    nextLook = moment
    Task {
      try? await Task.sleep(until: moment, clock: .continuous)
      if nextLook == moment { nextLook = nil }
      launch()
    }
  }

  private func finish(_ batch: [CommandQueue.Entry], _ outcomes: [Outcome?]) {
    batchesUnderway -= 1
    let now = ContinuousClock.now
    settle(batch.map { ($0, now) }, outcomes, isFirstTime: true)
    if batchesUnderway == 0, !isTryingHeldUp { pulse.rest(.batches) }
    guard !heldUp.isEmpty, !isTryingHeldUp else { return }
    isTryingHeldUp = true
    Task { await tryHeldUp() }
  }

  /// Answers what has an outcome, and keeps the rest, which takes up room like what waits for a batch.
  private func settle(
    _ batch: [(entry: CommandQueue.Entry, since: ContinuousClock.Instant)], _ outcomes: [Outcome?], isFirstTime: Bool
  ) {
    let results = zip(batch, outcomes).map { held, outcome in
      (held: held, outcome: outcome ?? overdue(held.entry.order, held.since))
    }
    let waiting = results.filter { $0.outcome == nil }.map(\.held)
    let cases = Set(waiting.map(\.entry.order.command.target))
    heldUp += waiting
    if isFirstTime {
      for held in waiting { queue.hold(held.entry.order) }
    } else {
      for (held, outcome) in results where outcome != nil { queue.letGo(held.entry.order) }
    }
    // A case of which something waits is on its way still: nothing overtakes.
    queue.finish(batch.map(\.entry).filter { !cases.contains($0.order.command.target) })
    launch()
    for (held, outcome) in results { if let outcome { answer(held.entry, outcome) } }
    if queue.isIdle { releaseWaiters() }
  }

  /// What becomes of an order that has waited for a lock for too long.
  private func overdue(_ order: PendingCommand, _ since: ContinuousClock.Instant) -> Outcome? {
    let patience = order.isOfRealClock ? settings.timerPatience : settings.patience
    guard ContinuousClock.now - since >= patience else { return nil }
    return .unavailable("somebody else holds the case, or a number it needs, for too long; try again")
  }

  private func tryHeldUp() async {
    var round = 0
    while !heldUp.isEmpty {
      round += 1
      let tried = heldUp
      heldUp = []
      let outcomes = await performer.perform(tried.map(\.entry.order), round: round)
      if outcomes.contains(where: { $0 != nil }) { round = 0 }
      settle(tried, outcomes, isFirstTime: false)
    }
    isTryingHeldUp = false
    if batchesUnderway == 0 { pulse.rest(.batches) }
  }

  private func releaseWaiters() {
    for waiter in idleWaiters { waiter.resume() }
    idleWaiters = []
  }

  private func answer(_ entry: CommandQueue.Entry, _ outcome: Outcome) {
    guard let submission = submissions[entry.submission] else { return }
    submission.outcomes[entry.slot] = outcome
    submission.missing -= 1
    guard submission.missing == 0 else { return }
    submissions[entry.submission] = nil
    submission.continuation.resume(returning: submission.outcomes)
  }
}
