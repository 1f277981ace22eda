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
    let earlier = state.flatMap { whatComesFirst(in: $0) }
    let english = earlier.map { ": `\($0)` always comes first" } ?? ": no case comes to where it could"
    let chinese = earlier.map { "：“\($0)”总是先于它发生" } ?? "：没有案件会到达可以发生之处"
    report(
      .eventNever, at: places.event(event.name, of: state?.name),
      "`\(event.name)` can never happen\(state.map { " in `\($0.name)`" } ?? "")\(english); remove it, or let what "
        + "comes before it leave room",
      "“\(event.name)”\(state.map { "在“\($0.name)”" } ?? "")永远不会发生\(chinese)；请删去它，或为其留出余地")
  }

  private mutating func report(neverTaken candidate: Int, of event: EventDefinition, in state: String?) {
    let place = places.candidate(candidate, of: event.name, in: state)
    let rules = event.candidates[candidate].guards.indices.map {
      places.rule($0, of: candidate, event.name, in: state)
    }
    guard !isTold(at: [place] + rules) else { return }
    report(
      .candidateNever, at: place,
      "candidate \(candidate + 1) of `\(event.name)` can never be taken: one before it always holds; remove it, or "
        + "let the earlier ones ask for more",
      "“\(event.name)”的第\(candidate + 1)个候选永远不会被采用：在它之前总有候选成立；请删去它，或收紧前面的条件")
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
