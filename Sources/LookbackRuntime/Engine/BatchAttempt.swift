import Logging
import LookbackCore
import LookbackStore
import LookbackTime

/// Does batches, each in one transaction.
protocol BatchRunner: Sendable {
  /// The outcomes in the order of the orders; nil for one that needs what somebody else holds, which only a careful
  /// attempt finds out.
  /// - Throws: `BatchFailure`.
  func run(_ orders: [PendingCommand], isCareful: Bool) async throws -> [Outcome?]

  /// Whose cases are held by somebody else just now.
  func held(_ orders: [PendingCommand]) async -> Set<CaseID>
}

/// One transaction for a batch: lock, decide, record, commit.
struct BatchAttempt: BatchRunner {
  let store: Store
  let libraries: CurrentLibrary
  let ids: CaseIDSource
  /// Hears of timers that were armed.
  var timers = TimerWakeup()
  /// Hears of signals that were recorded.
  var signals = TimerWakeup()
  var pulse = LoopWatchdog()
  var logger = Logger(label: "engine")
  /// Decides a locked batch; counted by a test, since deciding is what costs.
  var decide: @Sendable ([PendingCommand], PublishedLibrary, LockedBatch, CaseIDSource) -> BatchDecider = {
    BatchDecider($0, $1, $2, $3)
  }

  /// What leaves the transaction.
  private struct Result: Sendable {
    var verdicts: [BatchDecider.Verdict]
    var recorded = BatchRecorded()
    var hasSignals = false
    var blocked: [Blocked] = []
  }

  /// Something that time or the engine could not do.
  private struct Blocked: Sendable {
    let target: CaseID
    let event: String
    let obstacle: Obstacle
  }

  func run(_ orders: [PendingCommand], isCareful: Bool) async throws -> [Outcome?] {
    pulse.beat(.batches)
    let published = libraries.current
    let request = BatchRequest(orders, in: published.library)
    let result: Result
    do throws(StoreError) {
      result = try await store.transaction { tx in
        var locked = try tx.lock(request, isCareful ? .none : .brief, in: published.library)
        var batch = decide(orders, published, locked, ids)
        // What is known afterwards may change what is decided: the numbers drawn are the real ones then. What is not known
        // after the last round is left to the keys of the tables.
        for _ in 0..<Self.rounds {
          let needs = batch.needs
          if needs.isEmpty { break }
          try tx.meet(needs, in: &locked)
          batch = decide(orders, published, locked, ids)
        }
        guard let writes = batch.writes() else {
          try tx.leave(locked)
          return Result(verdicts: batch.verdicts)
        }
        for (order, verdict) in zip(orders, batch.verdicts) {
          if case .done(let receipt) = verdict { order.expect(receipt) }
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
    if let earliest = result.recorded.armed { timers.announce(earliest) }
    if result.hasSignals { signals.announce(Moment(microseconds: .min)) }
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

  /// All of them when even that question has to wait, as for a table.
  func held(_ orders: [PendingCommand]) async -> Set<CaseID> {
    let cases = Set(orders.map(\.command.target))
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
