import LookbackCore

/// Performs batches of commands and returns their outcomes.
protocol CommandPerformer: Sendable {
  /// Performs one batch.
  /// - Parameter round: 0 for the first time; it grows while a command waits for a lock of another transaction.
  /// - Returns: the outcomes in the order of the commands; nil for a command that waits for such a lock and is to be
  ///   submitted again.
  func perform(_ commands: [PendingCommand], round: Int) async -> [Outcome?]
}

/// Group commit: gathers the commands of all callers into batches, and gives each caller its outcomes.
///
/// The dispatcher launches a batch at once when none is underway. Otherwise it launches another batch beside the first
/// when `minimumBatch` commands wait, which makes the batch worth its dozen statements, or when `maxBatchDelay` has
/// passed since the last launch.
///
/// Commands that wait for a lock of another transaction leave their batch, so that the others are answered. They are
/// retried together, one batch at a time, until they are done or their timeout has passed.
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
  private let watchdog: LoopWatchdog
  private let performer: any CommandPerformer
  private var queue: CommandQueue
  private var submissions: [Int: Submission] = [:]
  private var submitted = 0
  private var batchesUnderway = 0
  /// The commands that wait for a lock of another transaction.
  private var heldUp: [CommandQueue.Entry] = []
  private var isTryingHeldUp = false
  private var lastLaunch = ContinuousClock.now
  private var nextLook: ContinuousClock.Instant?
  private var isStopping = false
  private var idleWaiters: [CheckedContinuation<Void, Never>] = []

  init(_ settings: EngineSettings, watchdog: LoopWatchdog = LoopWatchdog(), _ performer: any CommandPerformer) {
    self.settings = settings
    self.watchdog = watchdog
    self.performer = performer
    queue = CommandQueue(capacity: settings.capacity, byteCapacity: settings.byteCapacity)
  }

  var waiting: Int { queue.waiting }

  func submit(_ commands: [PendingCommand]) async -> [Outcome] {
    guard !commands.isEmpty else { return [] }
    if isStopping { return commands.map { _ in .unavailable("the daemon is stopping; try again in a moment") } }
    guard hasRoom(for: commands) else {
      return commands.map { _ in .unavailable("\(queue.waiting) commands wait already; try again in a moment") }
    }
    return await withCheckedContinuation { continuation in
      submitted += 1
      submissions[submitted] = Submission(of: commands.count, continuation)
      for (slot, pending) in commands.enumerated() {
        queue.add(CommandQueue.Entry(pending: pending, submission: submitted, slot: slot))
      }
      launch()
    }
  }

  private func hasRoom(for commands: [PendingCommand]) -> Bool {
    var loads: [Priority: CommandQueue.Load] = [:]
    for pending in commands { loads[pending.priority, default: CommandQueue.Load()].add(pending) }
    return loads.allSatisfy { stream, load in queue.hasRoom(for: load, of: stream) }
  }

  /// Accepts no more commands, and returns when all accepted commands are answered or `timeout` has passed.
  func drain(timeout: Duration) async {
    isStopping = true
    guard !queue.isIdle else { return }
    let limit = Task {
      try await Task.sleep(for: timeout)
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
      watchdog.tick(.batches)
      Task { finish(batch, await performer.perform(batch.map(\.pending), round: 0)) }
    }
  }

  /// When to launch the next batch; nil means now. A batch that waits for a lock or for a silent server must not delay
  /// the commands behind it for longer than `maxBatchDelay`.
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
    settle(batch, outcomes)
    if batchesUnderway == 0, !isTryingHeldUp { watchdog.idle(.batches) }
    guard !heldUp.isEmpty, !isTryingHeldUp else { return }
    isTryingHeldUp = true
    Task { await tryHeldUp() }
  }

  /// Answers the commands that have an outcome, and holds the others, which take up capacity as waiting commands do.
  private func settle(_ batch: [CommandQueue.Entry], _ outcomes: [Outcome?]) {
    var outcomes = outcomes
    var held: Set<CaseID> = []
    for (index, entry) in batch.enumerated() {
      if outcomes[index] == nil { outcomes[index] = overdue(entry) }
      if outcomes[index] == nil {
        held.insert(entry.target)
        hold(entry)
      } else if entry.heldSince != nil {
        queue.letGo(entry.pending)
      }
    }
    // A case with a held command stays underway, so that no later command overtakes it.
    queue.finish(held.isEmpty ? batch : batch.filter { !held.contains($0.target) })
    launch()
    for (entry, outcome) in zip(batch, outcomes) { if let outcome { answer(entry, outcome) } }
    if queue.isIdle { releaseWaiters() }
  }

  private func hold(_ entry: CommandQueue.Entry) {
    var entry = entry
    if entry.heldSince == nil {
      entry.heldSince = .now
      queue.hold(entry.pending)
    }
    heldUp.append(entry)
  }

  /// The outcome of a command that has waited for a lock longer than its timeout; nil if it may wait longer.
  private func overdue(_ entry: CommandQueue.Entry) -> Outcome? {
    let timeout = entry.pending.isOfRealClock ? settings.timerTimeout : settings.retryTimeout
    guard let since = entry.heldSince, ContinuousClock.now - since >= timeout else { return nil }
    return .unavailable("somebody else holds the case, or a number it needs, for too long; try again")
  }

  /// Retries the held commands, all in one batch, until none is left.
  private func tryHeldUp() async {
    var round = 0
    while !heldUp.isEmpty {
      round += 1
      let tried = heldUp
      heldUp = []
      let outcomes = await performer.perform(tried.map(\.pending), round: round)
      if outcomes.contains(where: { $0 != nil }) { round = 0 }
      settle(tried, outcomes)
    }
    isTryingHeldUp = false
    if batchesUnderway == 0 { watchdog.idle(.batches) }
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
