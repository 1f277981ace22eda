package import Logging
package import LookbackCore
package import LookbackStore

/// The one way to change a case: takes commands, decides them in batches, records what was decided.
package struct Engine: Sendable {
  private let dispatcher: Dispatcher
  private let ids: CaseIDSource
  private let figures: EngineCounters
  private let watch: WriteWatch

  /// - Parameters:
  ///   - alarm: hears of timers that were armed.
  ///   - signalAlarm: hears of signals that were recorded.
  ///   - witness: remembers what was recorded, and forbids to go on with a database that has lost it.
  ///   - watch: knows when nothing can be recorded; then commands are told so at once.
  package init(
    store: Store, libraries: CurrentLibrary, alarm: TimerWakeup = TimerWakeup(),
    signalAlarm: TimerWakeup = TimerWakeup(),
    settings: EngineSettings = EngineSettings(), ids: CaseIDSource = CaseIDSource(),
    figures: EngineCounters = EngineCounters(),
    pulse: LoopWatchdog = LoopWatchdog(), witness: Witness = Witness(), watch: WriteWatch = WriteWatch(),
    logger: Logger = Logger(label: "engine")
  ) {
    self.watch = watch
    self.ids = ids
    self.figures = figures
    let attempt = BatchAttempt(
      store: store, libraries: libraries, ids: ids, timers: alarm, signals: signalAlarm, pulse: pulse, logger: logger)
    dispatcher = Dispatcher(
      settings, pulse: pulse,
      BatchRetrier(
        runner: attempt, patience: settings.patience, logger: logger, witness: witness, watch: watch))
  }

  /// Does each command once, durably, or says why not; the outcomes are in the order of the commands.
  ///
  /// Commands of one case are done in their order. A repeated command id is answered, not done again. A command that
  /// opens a case may carry any target: if that number is taken, another one is drawn and stands in the receipt.
  package func submit(_ commands: [Command], haste: Priority = .prompt) async -> [Outcome] {
    await submit(commands.map { UnresolvedCommand($0) }, haste: haste)
  }

  /// The same for commands of which the batch finds out who asks and what is meant.
  package func submit(_ commands: [UnresolvedCommand], haste: Priority = .prompt) async -> [Outcome] {
    let misfits = commands.map(\.misfit)
    let fit = zip(commands, misfits).filter { $0.1 == nil }.map { PendingCommand($0.0, haste: haste) }
    var results = await inPieces(fit).makeIterator()
    let outcomes: [Outcome] = misfits.map { misfit in misfit.map { .rejected($0) } ?? results.next() ?? .unknown }
    figures.count(outcomes)
    return outcomes
  }

  /// Fires timers that were found due; one that is no longer there is rejected as gone.
  package func fire(_ timers: [DueTimer]) async -> [Outcome] {
    await inPieces(timers.map { PendingCommand($0) })
  }

  /// Submits more than the queue would ever hold in pieces.
  private func inPieces(_ orders: [PendingCommand]) async -> [Outcome] {
    guard orders.count > Self.piece else { return await dispatcher.submit(orders) }
    var outcomes: [Outcome] = []
    for start in stride(from: 0, to: orders.count, by: Self.piece) {
      outcomes += await dispatcher.submit(Array(orders[start..<min(start + Self.piece, orders.count)]))
    }
    return outcomes
  }

  private static let piece = 2_000

  /// A number for a case that is to be opened.
  package func newCaseID() -> CaseID { ids.next() }

  /// Why nothing can be recorded; nil where all is well.
  package var refusal: String? { watch.refusal }

  /// The same, found out now where it is not known.
  package func readiness() async -> String? { await watch.answer() }

  /// Commands that wait for a batch.
  package var waiting: Int { get async { await dispatcher.waiting } }

  /// Takes no more commands and returns when those it has are answered, or patience ends.
  package func drain(patience: Duration = .seconds(30)) async { await dispatcher.drain(patience: patience) }
}
