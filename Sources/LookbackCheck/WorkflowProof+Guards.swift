import LookbackCEL
import LookbackCore
import LookbackDefinition

/// Checks of guards, candidates, people and fields.
extension WorkflowProof {
  private var stats: [ExplorationStats] { explorations.map(\.stats) }

  private func name(_ place: ExplorationStats.GuardPlace) -> String? { place.state.map { workflow.states[$0].name } }

  /// Reports guards that were evaluated and could never hold.
  mutating func checkGuards() {
    var all: [ExplorationStats.GuardPlace: Outcomes] = [:]
    for one in stats { all.merge(one.guards) { $0.union($1) } }
    let never = all.filter { !$0.value.mayHold }.map(\.key)
    for place in never.sorted() {
      let (state, event) = (name(place), place.event)
      // A join that can never complete is reported as such.
      let isJoin =
        state.flatMap { workflow.state($0) }.map { $0.event(event)?.waits(forTracksOf: $0) ?? false } ?? false
      if place.rule < 0, isJoin { continue }
      let condition = source(of: place)
      report(
        all[place] == .errs
          ? GuardFinding.neverAnswered(condition: condition, event: event)
          : GuardFinding.neverHolds(condition: condition, event: event),
        at: places.rule(place.rule, of: place.candidate, event, in: state))
    }
    checkOverlaps()
  }

  private func source(of place: ExplorationStats.GuardPlace) -> String {
    let event =
      name(place).flatMap { workflow.state($0)?.event(place.event) }
      ?? workflow.anywhere.first { $0.event.name == place.event }?.event
    if place.rule < 0, case .when(let condition)? = event?.trigger { return condition.source }
    guard let rules = event?.candidates[place.candidate].guards, rules.indices.contains(place.rule) else { return "" }
    return rules[place.rule].condition.source
  }

  private mutating func checkOverlaps() {
    var told: Set<[ExplorationStats.GuardPlace]> = []
    for pair in stats.flatMap(\.overlaps).sorted(by: { ($0[0], $0[1]) < ($1[0], $1[1]) })
    where told.insert(pair).inserted {
      let later = pair[1]
      report(
        GuardFinding.overlap(first: pair[0].candidate + 1, second: later.candidate + 1, event: later.event),
        at: places.candidate(later.candidate, of: later.event, in: name(later)))
    }
  }

  /// Reports events that are reached and that nobody can ever fire.
  mutating func checkPeople() {
    var all: [ExplorationStats.GuardPlace: Bool] = [:]
    for one in stats { all.merge(one.fireable) { $0 || $1 } }
    for place in all.filter({ !$0.value }).map(\.key).sorted() {
      report(
        StaffFinding.nobodyFires(event: place.event), at: places.part("who", of: place.event, in: name(place)))
    }
    for state in workflow.states {
      guard let rule = state.approval else { continue }
      checkAsked(state)
      for (index, step) in rule.steps.enumerated() { checkNumbers(step, index, state) }
    }
  }

  /// Reports approvals that can open with nobody to ask.
  private mutating func checkAsked(_ state: StateDefinition) {
    guard
      let course = course(to: { exploration, node in
        exploration.state(of: node).name == state.name && exploration.nodes[node].approval == .blocked
      })
    else { return }
    report(StaffFinding.nobodyAsked(state: state.name), at: places.approval(of: state.name), course: course)
  }

  /// Reports steps of which more persons must agree than their fields may name.
  private mutating func checkNumbers(_ step: ApprovalRule.Step, _ index: Int, _ state: StateDefinition) {
    guard case .count(let needed) = step.need, needed > 1, mostAsked(by: step).map({ needed <= $0 }) ?? true,
      let course = course(to: { exploration, node in
        exploration.state(of: node).name == state.name && exploration.nodes[node].approval == .open
          && exploration.machine.mayBeShort(step, exploration.nodes[node])
      })
    else { return }
    report(StaffFinding.mayAskTooFew(needed: needed), at: places.step(index, of: state.name), course: course)
  }

  /// Reports fields of a track that are read and never set before.
  mutating func checkFields() {
    let unset = Set(stats.flatMap(\.readUnset)).subtracting(stats.flatMap(\.readSet))
    for name in unset.sorted() {
      guard let place = placeOfReading(name) else { continue }
      report(GuardFinding.readBeforeSet(field: name), at: place)
    }
  }

  private func placeOfReading(_ field: String) -> SourceLocation? {
    for (state, event) in workflow.placedEvents {
      if case .when(let condition) = event.trigger, condition.reads.contains(["data", field]) {
        return places.rule(-1, of: 0, event.name, in: state)
      }
      for (index, candidate) in event.candidates.enumerated() {
        for (rule, one) in candidate.guards.enumerated() where one.condition.reads.contains(["data", field]) {
          return places.rule(rule, of: index, event.name, in: state)
        }
      }
    }
    return nil
  }
}

extension Workflow {
  /// Every event with its state; nil for those of `anywhere`.
  var placedEvents: [(state: String?, event: EventDefinition)] {
    self.states.flatMap { state in state.events.map { (state.name, $0) } } + self.anywhere.map { (nil, $0.event) }
  }
}

extension ExplorationStats.GuardPlace: Comparable {
  private var key: (Int, String, Int, Int) { (state ?? .max, event, candidate, rule) }

  static func < (left: ExplorationStats.GuardPlace, right: ExplorationStats.GuardPlace) -> Bool { left.key < right.key }
}
