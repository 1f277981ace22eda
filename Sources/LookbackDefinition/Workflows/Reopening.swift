import LookbackCore

/// Gives final states the events that reopen them for a look-back, if the definition has no such event. The case then
/// goes back to the state that it entered with the event from which the look-back counts.
struct Reopening {
  let states: [StateDefinition]
  let lookBacks: [LookBackRule]

  func completed() -> [StateDefinition] { states.map { $0.isFinal ? completed($0) : $0 } }

  private func completed(_ state: StateDefinition) -> StateDefinition {
    var state = state
    for name in state.reopen where state.event(name) == nil {
      guard let rule = lookBacks.first(where: { $0.event == name }), let target = target(of: rule.afterEvent) else {
        continue
      }
      state.events.append(
        EventDefinition(
          name: name, title: rule.title, trigger: .person, who: rule.who, needs: [],
          candidates: [Candidate(target: target)]))
    }
    return state
  }

  private func target(of event: String) -> String? {
    let targets = states.flatMap(\.events).filter { $0.name == event }.flatMap(\.candidates).compactMap(\.target)
    return targets.first { name in states.contains { $0.name == name && !$0.isFinal } }
  }
}
