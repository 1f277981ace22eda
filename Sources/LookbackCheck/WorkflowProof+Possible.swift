import LookbackCore
import LookbackDefinition

/// Reports events and candidates that can never happen although their own rules are right, because something else
/// always comes first.
extension WorkflowProof {
  mutating func checkPossible() {
    let taken = explorations.reduce(into: Set<ExplorationStats.GuardPlace>()) { $0.formUnion($1.stats.taken) }
    let reached = reached
    for (name, event) in workflow.placedEvents {
      let state = name.flatMap { workflow.state($0) }
      if let state {
        guard reached.contains(state.name), !state.isFinal || state.reopen.contains(event.name) else { continue }
      }
      let index = state.flatMap { state in workflow.states.firstIndex { $0.name == state.name } }
      let never = event.candidates.indices.filter { candidate in
        !taken.contains(ExplorationStats.GuardPlace(state: index, event: event.name, candidate: candidate, rule: 0))
      }
      if never.count == event.candidates.count {
        report(neverHappening: event, in: state)
      } else {
        for candidate in never { report(neverTaken: candidate, of: event, in: name) }
      }
    }
  }

  private mutating func report(neverHappening event: EventDefinition, in state: StateDefinition?) {
    guard !isTold(event, in: state?.name) else { return }
    report(
      CourseFinding.neverHappens(
        event: event.name, state: state?.name, earlier: state.flatMap { whatComesFirst(in: $0) }),
      at: places.event(event.name, of: state?.name))
  }

  private mutating func report(neverTaken candidate: Int, of event: EventDefinition, in state: String?) {
    let place = places.candidate(candidate, of: event.name, in: state)
    let rules = event.candidates[candidate].guards.indices.map {
      places.rule($0, of: candidate, event.name, in: state)
    }
    guard !isTold(at: [place] + rules) else { return }
    report(CourseFinding.neverTaken(number: candidate + 1, event: event.name), at: place)
  }

  /// Whether a diagnostic already says why the event cannot happen.
  private func isTold(_ event: EventDefinition, in state: String?) -> Bool {
    var known = ["who", "after"].map { places.part($0, of: event.name, in: state) }
    for (index, candidate) in event.candidates.enumerated() {
      known.append(places.candidate(index, of: event.name, in: state))
      known += (-1..<candidate.guards.count).map { places.rule($0, of: index, event.name, in: state) }
    }
    if case .approval = event.trigger, let state { known.append(places.approval(of: state)) }
    return isTold(at: known)
  }

  private func isTold(at known: [SourceLocation]) -> Bool {
    diagnostics.contains { $0.file == places.file && known.contains($0.location) }
  }

  /// The event that the engine surely fires as soon as a case enters this state; nil if there is none.
  private func whatComesFirst(in state: StateDefinition) -> String? {
    guard !waitedIn.contains(state.name) else { return nil }
    for exploration in explorations {
      for node in exploration.nodes.indices where exploration.state(of: node).name == state.name {
        for edge in exploration.edges[node] {
          if case .event(let name, _, _) = exploration.labels[edge.label].act,
            exploration.labels[edge.label].isSure
          {
            return name
          }
        }
      }
    }
    return nil
  }
}
