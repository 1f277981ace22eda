package import Logging
package import LookbackCore
package import LookbackStore
import LookbackTime

/// The one way to change a case: takes commands, decides them in batches, records what was decided.
package struct Engine: Sendable {
  private let dispatcher: Dispatcher
  private let ids: CaseIDSource
  private let figures: Figures
  private let watch: WriteWatch

  /// - Parameters:
  ///   - alarm: hears of timers that were armed.
  ///   - signalAlarm: hears of signals that were recorded.
  ///   - witness: remembers what was recorded, and forbids to go on with a database that has lost it.
  ///   - watch: knows when nothing can be recorded; then commands are told so at once.
  package init(
    store: Store, libraries: LibraryBox, alarm: TimerAlarm = TimerAlarm(), signalAlarm: TimerAlarm = TimerAlarm(),
    settings: EngineSettings = EngineSettings(), ids: CaseIDSource = CaseIDSource(), figures: Figures = Figures(),
    pulse: Pulse = Pulse(), witness: Witness = Witness(), watch: WriteWatch = WriteWatch(),
    logger: Logger = Logger(label: "engine")
  ) {
    self.watch = watch
    self.ids = ids
    self.figures = figures
    var attempt = BatchAttempt(
      store: store, libraries: libraries, ids: ids, armed: { alarm.announce($0) },
      signalled: { signalAlarm.announce(Moment(microseconds: .min)) })
    attempt.blocked = { target, event, obstacle in
      logger.warning(
        "an event cannot be fired",
        metadata: ["case": "\(target)", "event": "\(event)", "reason": "\(obstacle.english)"])
    }
    var runner = PersistentRunner(patience: settings.patience, logger: logger) { [attempt] orders in
      pulse.beat(.batches)
      return try await attempt.run(orders)
    }
    runner.carefully = { [attempt] orders in
      pulse.beat(.batches)
      return try await attempt.run(orders, isCareful: true)
    }
    runner.held = { [attempt] in await attempt.held($0) }
    runner.watch = watch
    dispatcher = Dispatcher(settings, pulse: pulse) { [runner] orders, round in
      if let refusal = witness.refusal ?? watch.refusal { return orders.map { _ in .unavailable(refusal) } }
      let outcomes = round == 0 ? await runner.run(orders) : await runner.again(orders, round: round)
      if let receipt = Self.receipt(orders, outcomes) { witness.note(receipt) }
      return outcomes
    }
  }

  /// Does each command once, durably, or says why not; the outcomes are in the order of the commands.
  ///
  /// Commands of one case are done in their order. A repeated command id is answered, not done again. A command that
  /// opens a case may carry any target: if that number is taken, another one is drawn and stands in the receipt.
  package func submit(_ commands: [Command], haste: Haste = .prompt) async -> [Outcome] {
    let misfits = commands.map(\.misfit)
    let fit = zip(commands, misfits).filter { $0.1 == nil }.map { Order($0.0, haste: haste) }
    var results = await inPieces(fit).makeIterator()
    let outcomes: [Outcome] = misfits.map { misfit in misfit.map { .rejected($0) } ?? results.next() ?? .unknown }
    figures.count(outcomes)
    return outcomes
  }

  /// Does a command of whoever the claim is for, like `submit`; the command itself acts for nobody.
  ///
  /// Unavailable where the claim is refuted, too: then it must be found out first who asks for what.
  package func submit(_ command: Command, claiming claim: Claim) async -> Outcome {
    var command = command
    command.actor = .person(code: "", posts: [])
    if let misfit = command.misfit { return .rejected(misfit) }
    let outcomes = await dispatcher.submit([Order(command, claim: claim)])
    if case .unavailable = outcomes[0] { return outcomes[0] }
    figures.count(outcomes)
    return outcomes[0]
  }

  /// Fires timers that were found due; one that is no longer there is rejected as gone.
  package func fire(_ timers: [DueTimer]) async -> [Outcome] {
    await inPieces(timers.map { Order($0) })
  }

  /// One event that the batch recorded: a batch is there whole or not at all.
  private static func receipt(_ orders: [Order], _ outcomes: [Outcome?]) -> Witness.Receipt? {
    for outcome in outcomes.reversed() {
      guard case .done(let receipt) = outcome, !receipt.link.isEmpty else { continue }
      return Witness.Receipt(id: receipt.case, sequence: receipt.sequence, link: receipt.link)
    }
    return nil
  }

  /// Whoever brings more than the queue would ever hold brings it bit by bit.
  private func inPieces(_ orders: [Order]) async -> [Outcome] {
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

  /// Prepares a command that will be submitted at once: the next batch waits a moment for it.
  package func preparing<R>(_ body: () async throws -> R) async rethrows -> R { try await dispatcher.preparing(body) }

  /// Why nothing can be recorded; nil where all is well.
  package var refusal: String? { watch.refusal }

  /// The same, found out now where it is not known.
  package func readiness() async -> String? { await watch.answer() }

  /// Whether batches are on their way, so that a command which comes now waits.
  package var isBusy: Bool { dispatcher.isBusy }

  /// Commands that wait for a batch.
  package var waiting: Int { get async { await dispatcher.waiting } }

  /// Takes no more commands and returns when those it has are answered, or patience ends.
  package func drain(patience: Duration = .seconds(30)) async { await dispatcher.drain(patience: patience) }
}
