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
      let errs = all[place] == .errs
      report(
        .guardNeverHolds, at: places.rule(place.rule, of: place.candidate, event, in: state),
        errs
          ? "`\(condition)` can never be answered where `\(event)` asks: what it reads is not there"
          : "`\(condition)` can never hold where `\(event)` asks: no values make it true",
        errs
          ? "在“\(event)”处 `\(condition)` 无法求值：所读内容此时不存在" : "在“\(event)”处 `\(condition)` 永不成立：没有任何取值使其为真")
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
        .candidatesOverlap, at: places.candidate(later.candidate, of: later.event, in: name(later)),
        "candidates \(pair[0].candidate + 1) and \(later.candidate + 1) of `\(later.event)` can hold at once: "
          + "the first is taken",
        "“\(later.event)”的第\(pair[0].candidate + 1)与第\(later.candidate + 1)个候选可能同时成立：将采用前者")
    }
  }

  /// Reports events that are reached and that nobody can ever fire.
  mutating func checkPeople() {
    var all: [ExplorationStats.GuardPlace: Bool] = [:]
    for one in stats { all.merge(one.fireable) { $0 || $1 } }
    for place in all.filter({ !$0.value }).map(\.key).sorted() {
      report(
        .nobody, at: places.part("who", of: place.event, in: name(place)),
        "nobody can be who fires `\(place.event)`: the field that names them is never set by then",
        "没有人能触发“\(place.event)”：指定人员的字段此时从未填写")
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
    report(
      .emptyApproval, at: places.approval(of: state.name),
      "the approval in `\(state.name)` can open with nobody to ask, and then never completes: "
        + "let some step hold for every value",
      "“\(state.name)”的审批可能无人可问，因而永远无法完成：请保证任何情形下都有一个步骤成立", course: course)
  }

  /// Reports steps of which more persons must agree than their fields may name.
  private mutating func checkNumbers(_ step: ApprovalRule.Step, _ index: Int, _ state: StateDefinition) {
    guard case .count(let needed) = step.need, needed > 1, mostAsked(by: step).map({ needed <= $0 }) ?? true,
      let course = course(to: { exploration, node in
        exploration.state(of: node).name == state.name && exploration.nodes[node].approval == .open
          && exploration.machine.mayBeShort(step, exploration.nodes[node])
      })
    else { return }
    report(
      .unsatisfiable, at: places.step(index, of: state.name),
      "\(needed) must agree, and fewer may be asked: whoever names them should name as many, such as by a guard on "
        + "`size` before the approval opens",
      "须\(needed)人同意，而所问的人可能不足：请在审批开始之前以 size 条件保证人数", course: course, severity: .warning)
  }

  /// Reports fields of a track that are read and never set before.
  mutating func checkFields() {
    let unset = Set(stats.flatMap(\.readUnset)).subtracting(stats.flatMap(\.readSet))
    for name in unset.sorted() {
      guard let place = placeOfReading(name) else { continue }
      report(
        .neverSet, at: place, "`data.\(name)` is read before any path sets it: it is always null here",
        "读取 `data.\(name)` 时从未有路径写入它：此处恒为空")
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
