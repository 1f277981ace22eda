import LookbackCore

/// One chunk of the cases of a bulk command, from the selection of its cases to the answer of each. It is pure.
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
  private let request: BulkRequest
  private let context: DecisionContext?
  private var cases: [CaseID: Case] = [:]
  /// The commands that the engine has not answered yet.
  private(set) var pending: [Asked] = []
  private(set) var stale: [Stale] = []
  private(set) var refusals: [BulkRefusal] = []
  private var picked: Set<CaseID> = []
  private(set) var done = 0
  private(set) var replayed = 0
  /// The last case that has its answer, where the steps of the request were spent before the end of the chunk; nil
  /// otherwise.
  private(set) var cutAfter: CaseID?
  /// Why the engine could not take pending commands in the last round; nil if it took all of them.
  private(set) var waitsFor: String?

  init(request: BulkRequest, context: DecisionContext?) {
    self.request = request
    self.context = context
  }

  var pickedCount: Int { picked.count }
  /// Whether the engine has answered for any case.
  var hasAnswers: Bool { done + replayed + refusals.count > 0 }
  /// The case before the first one without an answer: from there the bulk command can be continued.
  var before: CaseID { CaseID((pending.map(\.command.target.value).min() ?? 1) - 1) }

  /// Makes the cases pending that were judged to be picked.
  mutating func pick(_ found: ArraySlice<(title: String, current: Case)>, _ verdicts: [BulkVerdict]) {
    for ((title, current), verdict) in zip(found, verdicts) {
      do throws(BulkRefusal.Reason) {
        guard try verdict.get() else { continue }
        picked.insert(current.id)
        pending.append(Asked(title: title, command: try request.command(for: current)))
        if context != nil { cases[current.id] = current }
      } catch { refusals.append(BulkRefusal(id: current.id, title: title, reason: error)) }
    }
  }

  /// Notes that this case and those after it have no answer, since the steps of the request are spent.
  mutating func cut(before id: CaseID) { cutAfter = CaseID(id.value - 1) }

  /// The pending commands, each with its case as it was read.
  var pendingCases: [(command: Command, current: Case?)] {
    pending.map { (command: $0.command, current: cases[$0.command.target]) }
  }

  /// Takes the results of a dry run for the pending commands: nil means that the command would be done.
  mutating func take(foretold: [Rejection?]) {
    for (asked, refusal) in zip(pending, foretold) {
      if let refusal { refuse(asked.command.target, asked.title, .rejected(refusal)) } else { done += 1 }
    }
    pending = []
  }

  /// Takes the engine's answers to the commands that were pending.
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

  mutating func refuse(_ entry: Stale, _ reason: BulkRefusal.Reason) {
    picked.insert(entry.id)
    refuse(entry.id, entry.title, reason)
  }

  /// Refuses the pending cases, which the engine did not take although it took others.
  mutating func giveUp(_ reason: String) {
    for asked in pending { refuse(asked.command.target, asked.title, .failed(reason)) }
    pending = []
  }

  private mutating func refuse(_ id: CaseID, _ title: String, _ reason: BulkRefusal.Reason) {
    refusals.append(BulkRefusal(id: id, title: title, reason: reason))
  }
}

extension BulkCount {
  mutating func add(_ work: BulkChunk) {
    picked += work.pickedCount
    done += work.done
    replayed += work.replayed
    refused += work.refusals.count
  }
}
