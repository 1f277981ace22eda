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
    var notable = NotableFacts()
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
        let (verdicts, notable) = (batch.verdicts, batch.notable)
        guard let writes = (consume batch).writes() else {
          try tx.leave(locked)
          return Result(verdicts: verdicts)
        }
        for index in commands.indices {
          if case .done(let receipt) = verdicts[index] { commands[index].expect(receipt) }
        }
        // What the batch no longer needs is freed before the server is waited for.
        let recorded = try tx.record(consume writes, over: consume locked)
        return Result(verdicts: verdicts, recorded: recorded, notable: notable)
      }
    } catch { throw BatchFailure(error) }
    announce(result)
    return result.verdicts.map { $0.outcome(result.recorded) }
  }

  private func announce(_ result: Result) {
    if let earliest = result.recorded.armed { timerWakeup.announce(earliest) }
    if result.notable.hasSignals { signalWakeup.announce(Moment(microseconds: .min)) }
    for act in result.notable.blocked {
      logger.warning(
        "an event cannot be fired",
        metadata: ["case": "\(act.target)", "event": "\(act.event)", "reason": "\(act.obstacle.english)"])
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
