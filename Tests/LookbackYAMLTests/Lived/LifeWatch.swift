import LookbackTime

@testable import LookbackCheck
@testable import LookbackCore

/// Sees whether anything happens in a life that was proved not to.
struct LifeWatch {
  struct Broken: Error, CustomStringConvertible {
    var what: String
    var steps: [String]
    var description: String { "\(what)\n    \(steps.joined(separator: "; "))" }
  }

  private let proof: LivedProof
  private let workflow: Workflow
  private let opened: (at: Moment, on: CivilDate)
  /// Nothing was left undone until it was too late.
  var isInTime = true
  private var happened: Set<String> = []
  private var entered: Set<String> = []
  /// Bounds that were kept by a state that was entered, and those of them that were used up.
  private(set) var kept = 0
  private(set) var usedUp = 0

  init(_ proof: LivedProof, _ workflow: Workflow, from moment: Moment, on day: CivilDate) {
    (self.proof, self.workflow, opened) = (proof, workflow, (moment, day))
  }

  private func broken(_ what: String) -> Broken { Broken(what: what, steps: []) }

  mutating func note(_ event: CaseEvent) throws {
    guard event.track == .root else { return }
    happened.formUnion([event.name, "\(event.from).\(event.name)"])
    for one in proof.impossible
    where one.event == event.name && one.state.map({ $0 == event.from }) ?? true {
      throw broken("`\(event.name)` can never happen in \(event.from)")
    }
    if event.name.hasPrefix("refused "), !proof.codes.contains("timer-not-retried") {
      throw broken("`\(event.name)`, and no word of it")
    }
    for change in event.changes { try note(change, event) }
  }

  private mutating func note(_ change: Change, _ event: CaseEvent) throws {
    switch change {
    case .opened(let opening): try enter(opening.state, event)
    case .entered(_, let state): try enter(state, event)
    case .clockStarted(_, let clock, _, _) where proof.neverStarting.contains(clock):
      throw broken("the clock \(clock) never starts")
    case .blocked(_, let name, _, let obstacle):
      let told =
        obstacle.code == "too-many-steps"
        ? ["automatic-cycle"] : ["may-be-missing", "guard-never-holds", "timer-not-retried"]
      if proof.codes.isDisjoint(with: told) {
        throw broken("`\(name)` is blocked (\(obstacle.code)), and no word of it")
      }
    default: break
    }
  }

  private mutating func enter(_ state: String, _ event: CaseEvent) throws {
    if proof.unreachable.contains(state) { throw broken("`\(state)` can never be entered") }
    for promise in proof.given {
      switch promise {
      case .never(state): throw broken("never \(state)")
      case .neverWithout(state, let events) where happened.isDisjoint(with: events): throw broken("\(promise)")
      case .neverAfter(state, let name) where happened.contains(name): throw broken("\(promise)")
      case .alwaysPossible(let wanted) where wanted != state && workflow.state(state)?.isFinal ?? false:
        throw broken("\(promise)")
      default: break
      }
    }
    guard entered.insert(state).inserted, isInTime else { return }
    for bound in proof.bounds where bound.state == state && happened.isDisjoint(with: bound.without) {
      try keep(bound, at: event.at, on: event.on)
      kept += 1
      if isAtEnd(bound, at: event.at, on: event.on) { usedUp += 1 }
    }
  }

  /// A case that stands there at that moment.
  func stand(_ current: Case, at moment: Moment, on day: CivilDate) throws {
    let track = current.root
    guard !track.isEnded, let state = workflow.state(track.state) else { return }
    let terms = current.terms(in: proof.library)
    if let never = terms.first(where: { $0.status == .running && proof.neverRunning.contains($0.clock) }) {
      throw broken("the clock \(never.clock) is stopped as soon as it starts")
    }
    let isTimed = terms.contains { $0.status == .running } || workflow.hasTimer(in: state)
    if proof.given.contains(.everyWaitIsTimed), !isTimed, !state.waitsWithoutLimit, state.approval?.due == nil {
      throw broken("every wait is timed: in \(state.name) nothing runs")
    }
    if proof.codes.isDisjoint(with: ["dead-end", "never-ends", "not-proved", "approval-asks-nobody", "join-may-hang"]),
      isStuck(state)
    {
      throw broken("nothing leads out of \(state.name), and no word of it")
    }
    guard isInTime else { return }
    // Of a state that a course may pass by nothing is said as long as it has not come.
    for bound in proof.bounds where workflow.state(bound.state)?.isFinal ?? false {
      guard happened.isDisjoint(with: bound.without) else { continue }
      try keep(bound, at: moment, on: day)
    }
  }

  private func isStuck(_ state: StateDefinition) -> Bool {
    let leads = workflow.events(in: state).contains { $0.candidates.contains { $0.target != nil } }
    return !leads && state.approval == nil
  }

  // MARK: - Spans

  private func keep(_ bound: LivedProof.Bound, at moment: Moment, on day: CivilDate) throws {
    guard isBeyond(bound, at: moment, on: day) else { return }
    let without = bound.without.isEmpty ? "" : " without \(bound.without)"
    throw broken("\(bound.state) within \(bound.span)\(without): opened at \(opened.at), and now it is \(moment)")
  }

  private func isAtEnd(_ bound: LivedProof.Bound, at moment: Moment, on day: CivilDate) -> Bool {
    var shorter = bound
    shorter.span = Span(bound.span.count - 1, bound.span.unit)
    return isBeyond(shorter, at: moment, on: day)
  }

  private func isBeyond(_ bound: LivedProof.Bound, at moment: Moment, on day: CivilDate) -> Bool {
    guard let calendar = proof.library.calendar(nil, of: workflow) else { return true }
    if bound.span.isPartOfDay {
      let zone = proof.library.zone(of: workflow)
      guard let end = try? calendar.measuring(bound.span).moment(adding: bound.span, to: opened.at, in: zone) else {
        return true
      }
      return moment > end
    }
    guard let last = try? calendar.due(bound.span, from: opened.on, counting: .announced) else { return true }
    return day > last
  }
}
