extension Workflow {
  /// What can happen in a state: its own events, then those of `anywhere` that it does not except. The engine fires
  /// both alike, in this order; nothing of `anywhere` happens in a final state.
  package func events(in state: StateDefinition) -> [EventDefinition] {
    guard !state.isFinal, !anywhere.isEmpty else { return state.events }
    return state.events + anywhere.compactMap { $0.exceptIn.contains(state.name) ? nil : $0.event }
  }

  /// Where an event that can happen in a state is written: the state, or nil for `anywhere`.
  package func home(of event: String, in state: StateDefinition) -> String? {
    state.event(event) == nil ? nil : state.name
  }
}
