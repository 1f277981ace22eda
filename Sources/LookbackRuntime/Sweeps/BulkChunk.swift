import LookbackCEL
import LookbackCore

/// The cases of one stretch on their way from being picked to having their answers. Pure.
struct BulkChunk {
  struct Asked {
    let title: String
    let command: Command
  }
  struct Stale {
    let id: CaseID
    let title: String
    let rejection: Rejection
  }
  private let order: BulkRequest
  private let context: DecisionContext?
  private var cases: [CaseID: Case] = [:]
  /// To be offered to the engine.
  private(set) var pending: [Asked] = []
  private(set) var stale: [Stale] = []
  private(set) var refusals: [SweepRefusal] = []
  private var picked: Set<CaseID> = []
  private(set) var done = 0
  private(set) var replayed = 0
  /// Why the engine could not take what is pending; nil if there was no such answer in the last round.
  private(set) var waitsFor: String?

  init(order: BulkRequest, context: DecisionContext?) {
    self.order = order
    self.context = context
  }

  var pickedCount: Int { picked.count }
  /// Whether the engine has answered for any case.
  var hasAnswers: Bool { done + replayed + refusals.count > 0 }
  /// The case before the first that has no answer.
  var before: CaseID { CaseID((pending.map(\.command.target.value).min() ?? 1) - 1) }

  /// Asks the condition of each case; those that it holds for become pending.
  mutating func pick(_ found: [(title: String, current: Case)]) {
    for (title, current) in found {
      do throws(SweepRefusal.Reason) {
        guard try isPicked(current) else { continue }
        picked.insert(current.id)
        pending.append(Asked(title: title, command: try order.command(for: current)))
        if context != nil { cases[current.id] = current }
      } catch { refusals.append(SweepRefusal(id: current.id, title: title, reason: error)) }
    }
  }

  private func isPicked(_ current: Case) throws(SweepRefusal.Reason) -> Bool {
    guard let condition = order.condition, let context else { return true }
    do throws(EvaluationError) {
      return try current.satisfies(condition, as: order.actor, in: context)
    } catch { throw .undecidable(error.message) }
  }

  /// What is pending, with the cases as they were read.
  var rehearsal: [(command: Command, current: Case?)] {
    pending.map { (command: $0.command, current: cases[$0.command.target]) }
  }

  /// Takes what a dry run says of each that is pending: nil where it would be done.
  mutating func take(foretold: [Rejection?]) {
    for (asked, refusal) in zip(pending, foretold) {
      if let refusal { refuse(asked.command.target, asked.title, .rejected(refusal)) } else { done += 1 }
    }
    pending = []
  }

  /// Takes the engine's answers to what was pending.
  mutating func take(_ outcomes: [Outcome], of asked: [Asked]) {
    (pending, waitsFor) = ([], nil)
    for (asked, outcome) in zip(asked, outcomes) {
      let id = asked.command.target
      switch outcome {
      case .done: done += 1
      case .replayed: replayed += 1
      case .rejected(let rejection):
        if case .stale = rejection {
          stale.append(Stale(id: id, title: asked.title, rejection: rejection))
        } else {
          refuse(id, asked.title, .rejected(rejection))
        }
      case .unavailable(let reason):
        pending.append(asked)
        waitsFor = reason
      case .unknown:
        pending.append(asked)
        waitsFor = "the database does not answer"
      }
    }
  }

  mutating func takeStale() -> [Stale] {
    defer { stale = [] }
    for entry in stale { picked.remove(entry.id) }
    return stale
  }

  mutating func refuse(_ entry: Stale, _ reason: SweepRefusal.Reason) {
    picked.insert(entry.id)
    refuse(entry.id, entry.title, reason)
  }

  /// Refuses what the engine does not take while it takes others.
  mutating func giveUp(_ reason: String) {
    for asked in pending { refuse(asked.command.target, asked.title, .failed(reason)) }
    pending = []
  }

  private mutating func refuse(_ id: CaseID, _ title: String, _ reason: SweepRefusal.Reason) {
    refusals.append(SweepRefusal(id: id, title: title, reason: reason))
  }
}
