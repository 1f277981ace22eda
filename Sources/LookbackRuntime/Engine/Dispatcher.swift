import LookbackCore

/// Gathers commands of all callers into batches and gives each caller its outcomes back.
///
/// There is no waiting for company: while batches are on their way others arrive, and those share the next one.
actor Dispatcher {
  private struct Submission {
    var outcomes: [Outcome]
    var missing: Int
    let continuation: CheckedContinuation<[Outcome], Never>
  }

  private let settings: EngineSettings
  private let perform: @Sendable ([Command]) async -> [Outcome]
  private var queue: CommandQueue
  private var submissions: [Int: Submission] = [:]
  private var submitted = 0
  private var batchesUnderway = 0
  private var isStopping = false
  private var idleWaiters: [CheckedContinuation<Void, Never>] = []

  init(_ settings: EngineSettings, perform: @escaping @Sendable ([Command]) async -> [Outcome]) {
    self.settings = settings
    self.perform = perform
    queue = CommandQueue(capacity: settings.capacity)
  }

  var waiting: Int { queue.waiting }

  func submit(_ commands: [Command]) async -> [Outcome] {
    guard !commands.isEmpty else { return [] }
    if isStopping { return commands.map { _ in .unavailable("the daemon is stopping; try again in a moment") } }
    guard queue.hasRoom(for: commands.count) else {
      return commands.map { _ in .unavailable("\(queue.waiting) commands wait already; try again in a moment") }
    }
    return await withCheckedContinuation { continuation in
      submitted += 1
      submissions[submitted] = Submission(
        outcomes: Array(repeating: .unknown, count: commands.count), missing: commands.count, continuation: continuation)
      for (slot, command) in commands.enumerated() {
        queue.add(CommandQueue.Entry(command: command, submission: submitted, slot: slot))
      }
      launch()
    }
  }

  /// Takes no more commands and waits until those it has are answered.
  func drain() async {
    isStopping = true
    guard !queue.isIdle else { return }
    await withCheckedContinuation { idleWaiters.append($0) }
  }

  private func launch() {
    while queue.hasReady, batchesUnderway < settings.parallelBatches {
      let batch = queue.takeBatch(atMost: settings.batchLimit)
      batchesUnderway += 1
      Task { finish(batch, await perform(batch.map(\.command))) }
    }
  }

  private func finish(_ batch: [CommandQueue.Entry], _ outcomes: [Outcome]) {
    batchesUnderway -= 1
    queue.finish(batch)
    launch()
    for (entry, outcome) in zip(batch, outcomes) { answer(entry, outcome) }
    guard queue.isIdle else { return }
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
