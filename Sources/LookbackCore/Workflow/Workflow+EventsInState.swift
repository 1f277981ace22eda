extension Workflow {
  /// Returns the events that can happen in a state: its own, then those of `anywhere` that do not except it. The engine
  /// fires both kinds in this order. Nothing of `anywhere` happens in a final state.
  package func events(in state: StateDefinition) -> [EventDefinition] {
    guard !state.isFinal, !self.anywhere.isEmpty else { return state.events }
    return state.events + self.anywhere.compactMap { $0.exceptIn.contains(state.name) ? nil : $0.event }
  }

  /// Returns the name of the state in which an event that can happen there is written; nil if it is written in
  /// `anywhere`.
  package func home(of event: String, in state: StateDefinition) -> String? {
    state.event(event) == nil ? nil : state.name
  }
}
