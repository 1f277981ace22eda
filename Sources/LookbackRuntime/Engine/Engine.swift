package import Logging
package import LookbackCore
package import LookbackStore

/// The one way to change a case. The engine takes commands, decides them in batches and records the decisions.
package struct Engine: Sendable {
  private let dispatcher: Dispatcher
  private let ids: CaseIDSource
  private let counters: EngineCounters
  private let watch: WriteWatch
  private let witness: Witness

  /// - Parameters:
  ///   - wakeup: wakes the timer service when a timer was armed.
  ///   - signalWakeup: wakes the signal service when a signal was recorded.
  ///   - witness: remembers what was recorded, and refuses to continue with a database that has lost it.
  ///   - watch: knows when nothing can be recorded; commands are then answered as unavailable at once.
  package init(
    store: Store, libraries: CurrentLibrary, wakeup: TimerWakeup = TimerWakeup(),
    signalWakeup: TimerWakeup = TimerWakeup(),
    settings: EngineSettings = EngineSettings(), ids: CaseIDSource = CaseIDSource(),
    counters: EngineCounters = EngineCounters(),
    watchdog: LoopWatchdog = LoopWatchdog(), witness: Witness = Witness(), watch: WriteWatch = WriteWatch(),
    logger: Logger = Logger(label: "engine")
  ) {
    self.watch = watch
    self.witness = witness
    self.ids = ids
    self.counters = counters
    let attempt = BatchAttempt(
      store: store, libraries: libraries, ids: ids, timerWakeup: wakeup, signalWakeup: signalWakeup, watchdog: watchdog,
      logger: logger)
    dispatcher = Dispatcher(
      settings, watchdog: watchdog,
      BatchRetrier(
        runner: attempt, timeout: settings.retryTimeout, logger: logger, witness: witness, watch: watch))
  }

  /// Does each command once and durably, or returns why not. The outcomes are in the order of the commands.
  ///
  /// Commands of one case are done in their order. A command whose id was recorded before is answered with the earlier
  /// receipt and not done again. A command that opens a case may carry any target: if that case number is taken, the
  /// engine draws another one, which the receipt names.
  package func submit(_ commands: [Command], priority: Priority = .interactive) async -> [Outcome] {
    await submit(commands.map { UnresolvedCommand($0) }, priority: priority)
  }

  /// Submits commands whose callers and cases the batch resolves. A name that means nothing is a rejection.
  package func submit(_ commands: [UnresolvedCommand], priority: Priority = .interactive) async -> [Outcome] {
    var misfits: [Int: Rejection] = [:]
    var fit: [PendingCommand] = []
    fit.reserveCapacity(commands.count)
    for index in commands.indices {
      if let misfit = commands[index].misfit {
        misfits[index] = misfit
      } else {
        fit.append(PendingCommand(commands[index], priority: priority))
      }
    }
    var outcomes = await inPieces(fit)
    if !misfits.isEmpty {
      var results = outcomes.makeIterator()
      outcomes = commands.indices.map { index in
        misfits[index].map { .rejected($0) } ?? results.next() ?? .unknown
      }
    }
    counters.count(outcomes)
    return outcomes
  }

  /// Fires timers that were found due. A timer that is no longer in its table is rejected as `timerGone`.
  package func fire(_ timers: [DueTimer]) async -> [Outcome] {
    await inPieces(timers.map { PendingCommand($0) })
  }

  /// Splits submissions that are larger than the queue accepts at once.
  private func inPieces(_ commands: [PendingCommand]) async -> [Outcome] {
    guard commands.count > Self.piece else { return await dispatcher.submit(commands) }
    var outcomes: [Outcome] = []
    for start in stride(from: 0, to: commands.count, by: Self.piece) {
      outcomes += await dispatcher.submit(Array(commands[start..<min(start + Self.piece, commands.count)]))
    }
    return outcomes
  }

  private static let piece = 2_000

  /// Returns a new number for a case that is to be opened.
  package func newCaseID() -> CaseID { ids.next() }

  /// Why nothing can be recorded at present; nil if the database works or its state is not known yet.
  package var refusal: String? { watch.refusal }

  /// What the database has lost of that which was acknowledged, and what to do; nil if nothing is known to be lost.
  package var loss: String? { witness.refusal }

  /// The same as `refusal`, after a test commit if the state is not known. Returns within `WriteWatch.timeout`.
  package func readiness() async -> String? { await watch.answer() }

  /// The number of commands that wait for a batch.
  package var waiting: Int { get async { await dispatcher.waiting } }

  /// Accepts no more commands, and returns when all accepted commands are answered or `timeout` has passed.
  package func drain(timeout: Duration = .seconds(30)) async { await dispatcher.drain(timeout: timeout) }
}
