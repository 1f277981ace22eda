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
  /// Decides a locked batch; counted by a test, since deciding is what costs.
  var decide: @Sendable ([Order], PublishedLibrary, LockedBatch, CaseIDSource) -> BatchPass = {
    BatchPass($0, $1, $2, $3)
  }

  /// Carries the decision out of the transaction.
  private final class Decided: Sendable {
    private struct Kept {
      var pass: BatchPass
      var locked: LockedBatch
      var hasSignals = false
    }

    private let kept = Mutex<Kept?>(nil)

    func keep(_ decided: BatchPass, _ locked: LockedBatch) {
      kept.withLock { $0 = Kept(pass: decided, locked: locked) }
    }

    var pass: (pass: BatchPass, locked: LockedBatch, hasSignals: Bool)? {
      kept.withLock { kept in kept.map { ($0.pass, $0.locked, $0.hasSignals) } }
    }

    func handOver(_ pass: BatchPass) -> BatchDecision {
      let decision = pass.decision()
      let hasSignals = decision.recordings.contains { $0.messages.contains { $0.topic == .signal } }
      kept.withLock { $0?.hasSignals = hasSignals }
      return decision
    }
  }

  /// Whose cases are held by somebody else just now; all of them when even that question has to wait, as for a table.
  func held(_ orders: [Order]) async -> Set<CaseID> {
    let cases = Set(orders.map { CaseReference(tenant: $0.command.tenant, id: $0.command.target) })
    let found = try? await store.held(cases.map { ($0.tenant, $0.id) })
    return found ?? Set(cases.map(\.id))
  }

  private struct CaseReference: Hashable {
    let tenant: TenantID
    let id: CaseID
  }

  /// - Throws: `BatchFailure`.
  func run(_ orders: [Order]) async throws -> [Outcome] {
    let published = libraries.current
    let decided = Decided()
    let recorded: BatchRecorded
    do throws(StoreError) {
      recorded = try await store.batch(
        BatchRequest(orders, in: published.library), library: published.library,
        needing: { locked in
          let pass = decide(orders, published, locked, ids)
          decided.keep(pass, locked)
          return pass.missingRegisters
        },
        deciding: { locked in
          if let pass = decided.pass?.pass, pass.drawn.isEmpty { return decided.handOver(pass) }
          // The registers are locked now: the numbers drawn are the real ones.
          let pass = decide(orders, published, locked, ids)
          decided.keep(pass, locked)
          return decided.handOver(pass)
        })
    } catch {
      throw BatchFailure(error)
    }
    guard let (pass, locked, hasSignals) = decided.pass else { throw BatchFailure.refused("the batch was not decided") }
    if let earliest = recorded.armed { armed(earliest) }
    if hasSignals { signalled() }
    return pass.verdicts.map { $0.outcome(recorded, pass, locked) }
  }
}

extension BatchFailure {
  init(_ error: StoreError) {
    if case .unknown = error {
      self = .unknown("\(error)")
    } else if error.isBlocked {
      self = .blocked("\(error)")
    } else {
      self = error.isRetryable ? .retryable("\(error)") : .refused("\(error)")
    }
  }
}

extension BatchPass.Verdict {
  fileprivate func outcome(
    _ recorded: BatchRecorded, _ pass: BatchPass, _ locked: LockedBatch
  ) -> Outcome {
    func linked(_ receipt: Receipt) -> Receipt {
      var receipt = receipt
      if pass.lastSequence(of: receipt.case) == receipt.sequence { receipt.link = recorded.links[receipt.case] ?? [] }
      return receipt
    }
    switch self {
    case .rejected(let rejection): return .rejected(rejection)
    case .impossible(let reason): return .unavailable(reason)
    case .done(let receipt): return .done(linked(receipt))
    case .repeated(let receipt): return .replayed(linked(receipt))
    case .replayed(let earlier):
      let found = locked.cases[earlier.target]
      let isLast = found?.current.sequence == earlier.sequence
      return .replayed(
        Receipt(
          case: earlier.target, sequence: earlier.sequence, state: found?.current.root.state ?? "",
          link: isLast ? found?.link ?? [] : [],
          at: found?.lastMoment ?? Moment(microseconds: 0)))
    }
  }
}
