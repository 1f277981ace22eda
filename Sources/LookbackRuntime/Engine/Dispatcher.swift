import LookbackCore
import Synchronization

/// Gathers commands of all callers into batches and gives each caller its outcomes back.
///
/// While a batch is on its way others arrive, and those share the next one. A second batch is sent beside the first when
/// enough commands wait to make it worth its dozen statements, or when the first takes long; nobody waits for company
/// while nothing is on its way.
actor Dispatcher {
  private struct Submission {
    var outcomes: [Outcome]
    var missing: Int
    let continuation: CheckedContinuation<[Outcome], Never>
  }

  private let settings: EngineSettings
  private let pulse: Pulse
  private let perform: @Sendable ([Order]) async -> [Outcome]
  private var queue: CommandQueue
  private var submissions: [Int: Submission] = [:]
  private var submitted = 0
  private var batchesUnderway = 0 {
    didSet { busy.store(batchesUnderway > 0, ordering: .relaxed) }
  }
  private nonisolated let busy = Atomic(false)
  private var lastLaunch = ContinuousClock.now
  private var isLookingAgain = false
  private var isStopping = false
  private var idleWaiters: [CheckedContinuation<Void, Never>] = []

  init(_ settings: EngineSettings, pulse: Pulse = Pulse(), perform: @escaping @Sendable ([Order]) async -> [Outcome]) {
    self.settings = settings
    self.pulse = pulse
    self.perform = perform
    queue = CommandQueue(capacity: settings.capacity, byteCapacity: settings.byteCapacity)
  }

  var waiting: Int { queue.waiting }

  /// Whether batches are on their way, so that a command which comes now waits for one of them.
  nonisolated var isBusy: Bool { busy.load(ordering: .relaxed) }

  func submit(_ orders: [Order]) async -> [Outcome] {
    guard !orders.isEmpty else { return [] }
    if isStopping { return orders.map { _ in .unavailable("the daemon is stopping; try again in a moment") } }
    guard hasRoom(for: orders) else {
      return orders.map { _ in .unavailable("\(queue.waiting) commands wait already; try again in a moment") }
    }
    return await withCheckedContinuation { continuation in
      submitted += 1
      submissions[submitted] = Submission(
        outcomes: Array(repeating: .unknown, count: orders.count), missing: orders.count, continuation: continuation)
      for (slot, order) in orders.enumerated() {
        queue.add(CommandQueue.Entry(order: order, submission: submitted, slot: slot))
      }
      launch()
    }
  }

  private func hasRoom(for orders: [Order]) -> Bool {
    Dictionary(grouping: orders, by: CommandQueue.Stream.init(of:)).allSatisfy { stream, own in
      queue.hasRoom(for: CommandQueue.Load(own), of: stream)
    }
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
      guard batchesUnderway == 0 || queue.waiting >= settings.company || now - lastLaunch >= settings.companyPatience
      else { return lookAgain(at: lastLaunch + settings.companyPatience) }
      let batch = queue.takeBatch(atMost: settings.batchLimit)
      lastLaunch = now
      batchesUnderway += 1
      pulse.beat(.batches)
      Task { finish(batch, await perform(batch.map(\.order))) }
    }
  }

  /// A batch that is held up, by a lock or a silent server, must not hold up those that came after it.
  private func lookAgain(at moment: ContinuousClock.Instant) {
    guard !isLookingAgain else { return }
    isLookingAgain = true
    Task {
      try? await Task.sleep(until: moment, clock: .continuous)
      isLookingAgain = false
      launch()
    }
  }

  private func finish(_ batch: [CommandQueue.Entry], _ outcomes: [Outcome]) {
    batchesUnderway -= 1
    queue.finish(batch)
    launch()
    if batchesUnderway == 0 { pulse.rest(.batches) }
    for (entry, outcome) in zip(batch, outcomes) { answer(entry, outcome) }
    if queue.isIdle { releaseWaiters() }
  }

  private func releaseWaiters() {
    for waiter in idleWaiters { waiter.resume() }
    idleWaiters = []
  }

  private func answer(_ entry: CommandQueue.Entry, _ outcome: Outcome) {
    submissions[entry.submission]?.outcomes[entry.slot] = outcome
    submissions[entry.submission]?.missing -= 1
    guard let submission = submissions[entry.submission], submission.missing == 0 else { return }
    submissions[entry.submission] = nil
    submission.continuation.resume(returning: submission.outcomes)
  }
}
