import Logging
import LookbackCore
import LookbackStore
import LookbackTime

/// Runs batches of commands, each batch in one transaction. Tests put another implementation in the place of
/// `BatchAttempt`.
protocol BatchRunner: Sendable {
  /// Decides and records the commands.
  ///
  /// A careful run does not wait for locks. It finds out which commands need something that another transaction holds,
  /// and does the others without them.
  /// - Returns: the outcomes in the order of the commands; nil for a command that needs what another transaction holds.
  ///   Only a careful run returns nil.
  /// - Throws: `BatchFailure`.
  func run(_ commands: [PendingCommand], isCareful: Bool) async throws -> [Outcome?]

  /// Returns those of the commands' cases that another transaction has locked at this moment.
  func held(_ commands: [PendingCommand]) async -> Set<CaseID>
}

/// Performs one batch in one transaction: it locks, decides, records and commits. Callers retry; this type does not.
struct BatchAttempt: BatchRunner {
  let store: Store
  let libraries: CurrentLibrary
  let ids: CaseIDSource
  /// Wakes the timer service when a timer was armed.
  var timerWakeup = TimerWakeup()
  /// Wakes the signal service when a signal was recorded.
  var signalWakeup = TimerWakeup()
  var watchdog = LoopWatchdog()
  var logger = Logger(label: "engine")
  /// Decides a locked batch. A test replaces it to count how often a batch is decided, since deciding is the expensive
  /// part.
  var decide: @Sendable ([PendingCommand], PublishedLibrary, LockedBatch, CaseIDSource) -> BatchDecider = {
    BatchDecider($0, $1, $2, $3)
  }

  /// The values that leave the transaction.
  private struct Result: Sendable {
    var verdicts: [BatchDecider.Verdict]
    var recorded = BatchRecorded()
    var hasSignals = false
    var blocked: [Blocked] = []
  }

  /// An event that became due, or that the engine should fire, and that could not happen.
  private struct Blocked: Sendable {
    let target: CaseID
    let event: String
    let obstacle: Obstacle
  }

  func run(_ commands: [PendingCommand], isCareful: Bool) async throws -> [Outcome?] {
    watchdog.tick(.batches)
    let published = libraries.current
    let request = BatchRequest(commands, in: published.library)
    let result: Result
    do throws(StoreError) {
      result = try await store.transaction { tx in
        var locked = try tx.lock(request, isCareful ? .none : .brief, in: published.library)
        var batch = decide(commands, published, locked, ids)
        // What a round looks up can change the next decision: a drawn number, for example, is provisional until its
        // register is locked. After the last round the unique constraints of the tables guard what was not looked up.
        for _ in 0..<Self.rounds {
          let needs = batch.needs
          if needs.isEmpty { break }
          try tx.meet(needs, in: &locked)
          batch = decide(commands, published, locked, ids)
        }
        guard let writes = batch.writes() else {
          try tx.leave(locked)
          return Result(verdicts: batch.verdicts)
        }
        for (pending, verdict) in zip(commands, batch.verdicts) {
          if case .done(let receipt) = verdict { pending.expect(receipt) }
        }
        let recorded = try tx.record(writes, over: locked)
        return Result(
          verdicts: batch.verdicts, recorded: recorded, hasSignals: writes.hasSignals, blocked: Self.blocked(in: writes)
        )
      }
    } catch { throw BatchFailure(error) }
    announce(result)
    return result.verdicts.map { $0.outcome(result.recorded) }
  }

  private func announce(_ result: Result) {
    if let earliest = result.recorded.armed { timerWakeup.announce(earliest) }
    if result.hasSignals { signalWakeup.announce(Moment(microseconds: .min)) }
    for act in result.blocked {
      logger.warning(
        "an event cannot be fired",
        metadata: ["case": "\(act.target)", "event": "\(act.event)", "reason": "\(act.obstacle.english)"])
    }
  }

  private static func blocked(in writes: BatchWrites) -> [Blocked] {
    writes.changes.flatMap { change in
      change.transition.events.lazy.flatMap(\.changes).compactMap { fact -> Blocked? in
        guard case .blocked(_, let event, _, let obstacle) = fact else { return nil }
        return Blocked(target: change.id, event: event, obstacle: obstacle)
      }
    }
  }

  /// Returns all cases when the question itself fails, for example because a whole table is locked.
  func held(_ commands: [PendingCommand]) async -> Set<CaseID> {
    let cases = Set(commands.map(\.command.target))
    let found = try? await store.held(cases)
    return found ?? cases
  }

  private static let rounds = 8
}

extension BatchWrites {
  fileprivate var hasSignals: Bool {
    changes.contains { $0.transition.messages.contains { $0.topic == .signal } }
  }
}

extension BatchFailure {
  init(_ error: StoreError) {
    let words = "\(error)"
    switch error.course {
    case .unknown: self = .unknown(words)
    case .held: self = .blocked(words)
    case .race, .passes: self = .retryable(words)
    case .stays: self = .unkeepable(words, code: error.code ?? "no word for it")
    case .broken: self = .refused(words)
    }
  }
}

extension BatchDecider.Verdict {
  fileprivate func outcome(_ recorded: BatchRecorded) -> Outcome? {
    func linked(_ receipt: Receipt) -> Receipt {
      var receipt = receipt
      receipt.link = recorded.link(of: receipt.case, at: receipt.sequence) ?? receipt.link
      return receipt
    }
    return switch self {
    case .rejected(let rejection): .rejected(rejection)
    case .impossible(let reason): .unavailable(reason)
    case .done(let receipt): .done(linked(receipt))
    case .repeated(let receipt): .replayed(linked(receipt))
    case .replayed(let receipt): .replayed(receipt)
    case .held: nil
    }
  }
}
