import LookbackCore
import LookbackStore
import LookbackTime
import Synchronization

/// One transaction for a batch: lock, decide, record.
struct BatchAttempt: Sendable {
  let store: Store
  let libraries: LibraryBox
  let ids: CaseIDSource
  /// Called with the earliest timer of the real clock that was armed.
  let armed: @Sendable (Moment) -> Void
  /// Called when a signal was recorded.
  let signalled: @Sendable () -> Void
  /// Called with what was recorded as blocked.
  var blocked: @Sendable (CaseID, String, Obstacle) -> Void = { _, _, _ in }
  /// Decides a locked batch; counted by a test, since deciding is what costs.
  var decide: @Sendable ([Order], PublishedLibrary, LockedBatch, CaseIDSource) -> BatchPass = {
    BatchPass($0, $1, $2, $3)
  }

  /// Carries what was decided from one step of the transaction to the next, and out of it. A pass ends with the last step
  /// that needs it, on the thread that made it: whatever it holds is freed where it was allocated.
  private final class Decided: Sendable {
    private struct Kept {
      var pass: BatchPass?
      var verdicts: [BatchPass.Verdict] = []
      var hasSignals = false
      var blocked: [Blocked] = []
    }

    private let kept = Mutex(Kept())

    func keep(_ pass: BatchPass) { kept.withLock { $0.pass = pass } }

    func takePass() -> BatchPass? { kept.withLock { $0.pass.take() } }

    func handOver(_ pass: BatchPass) -> BatchDecision {
      let decision = pass.decision()
      let hasSignals = decision.recordings.contains { $0.messages.contains { $0.topic == .signal } }
      let blocked = decision.recordings.flatMap { recording in
        recording.events.flatMap(\.changes).compactMap { change -> Blocked? in
          guard case .blocked(_, let event, _, let obstacle) = change else { return nil }
          return Blocked(target: recording.after.id, event: event, obstacle: obstacle)
        }
      }
      kept.withLock { ($0.verdicts, $0.hasSignals, $0.blocked) = (pass.verdicts, hasSignals, blocked) }
      return decision
    }

    var outcome: (verdicts: [BatchPass.Verdict], hasSignals: Bool, blocked: [Blocked]) {
      kept.withLock { ($0.verdicts, $0.hasSignals, $0.blocked) }
    }
  }

  /// Something that time or the engine could not do.
  private struct Blocked: Sendable {
    let target: CaseID
    let event: String
    let obstacle: Obstacle
  }

  /// Whose cases are held by somebody else just now; all of them when even that question has to wait, as for a table.
  func held(_ orders: [Order]) async -> Set<CaseID> {
    let cases = Set(orders.map(\.command.target))
    let found = try? await store.held(cases)
    return found ?? cases
  }

  /// The outcomes; nil for one that needs what somebody else holds, which only a careful attempt finds out.
  /// - Throws: `BatchFailure`.
  func run(_ orders: [Order], isCareful: Bool = false) async throws -> [Outcome?] {
    let published = libraries.current
    let decided = Decided()
    let recorded: BatchRecorded
    do throws(StoreError) {
      recorded = try await store.batch(
        BatchRequest(orders, in: published.library), library: published.library,
        patience: isCareful ? .none : .brief,
        needing: { locked in
          let pass = decide(orders, published, locked, ids)
          // What is known afterwards may change what is decided: the numbers drawn are the real ones then.
          let needs = pass.needs
          if needs.registers.isEmpty && needs.keys.isEmpty { decided.keep(pass) }
          return needs
        },
        deciding: { locked in decided.handOver(decided.takePass() ?? decide(orders, published, locked, ids)) })
    } catch {
      if case .unknown = error.course {
        for (order, verdict) in zip(orders, decided.outcome.verdicts) {
          if case .done(let receipt) = verdict { order.noteLost(receipt) }
        }
      }
      throw BatchFailure(error)
    }
    let (verdicts, hasSignals, stopped) = decided.outcome
    if let earliest = recorded.armed { armed(earliest) }
    if hasSignals { signalled() }
    for act in stopped { blocked(act.target, act.event, act.obstacle) }
    return verdicts.map { $0.outcome(recorded) }
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

extension BatchPass.Verdict {
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
