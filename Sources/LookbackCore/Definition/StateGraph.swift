/// Which states can follow which.
struct StateGraph {
  private var next: [String: Set<String>] = [:]

  init(workflow: Workflow) {
    for state in workflow.states {
      var targets = Set(state.events.flatMap(\.candidates).compactMap(\.target))
      if let approval = state.approval { targets.insert(approval.refusal) }
      for rule in workflow.anywhere where Self.leaves(state, by: rule) {
        targets.formUnion(rule.event.candidates.compactMap(\.target))
      }
      next[state.name] = targets
    }
  }

  func targets(of state: String) -> Set<String> { next[state] ?? [] }

  /// These states and all that can follow them; `barrier` states are not passed and not counted.
  func reachable(from states: [String], barrier: Set<String> = []) -> Set<String> {
    var found = Set(states).subtracting(barrier)
    var waiting = Array(found)
    while let state = waiting.popLast() {
      for target in targets(of: state) where !barrier.contains(target) && found.insert(target).inserted {
        waiting.append(target)
      }
    }
    return found
  }

  /// These states and all from which one of them can follow.
  func leading(to states: [String]) -> Set<String> {
    var previous: [String: [String]] = [:]
    for (state, targets) in next { for target in targets { previous[target, default: []].append(state) } }
    var found = Set(states)
    var waiting = states
    while let state = waiting.popLast() {
      for source in previous[state] ?? [] where found.insert(source).inserted { waiting.append(source) }
    }
    return found
  }

  private static func leaves(_ state: StateDefinition, by rule: AnywhereEvent) -> Bool {
    !rule.exceptIn.contains(state.name) && (!state.isFinal || state.reopen.contains(rule.event.name))
  }
}

/// The states in which some clock may run.
struct ClockCoverage {
  let states: Set<String>

  init(workflow: Workflow, graph: StateGraph) {
    var covered: Set<String> = []
    for clock in workflow.clocks {
      let reached: Set<String>
      switch clock.term {
      case .at, .computed: reached = Set(workflow.states.map(\.name)).subtracting(clock.stopsIn)
      case .runs(_, .state(let name)): reached = graph.reachable(from: [name], barrier: Set(clock.stopsIn))
      case .runs(_, .event(let name)):
        let starts = Self.targets(of: name, in: workflow)
        reached = graph.reachable(from: starts, barrier: Set(clock.stopsIn))
      }
      covered.formUnion(reached.subtracting(clock.pausesIn))
    }
    states = covered
  }

  /// Where the event leads; where it leads nowhere, the state that it is fired in.
  private static func targets(of event: String, in workflow: Workflow) -> [String] {
    var targets: [String] = []
    for state in workflow.states {
      let own = state.events + workflow.anywhere.map(\.event)
      for candidate in own.filter({ $0.name == event }).flatMap(\.candidates) {
        targets.append(candidate.target ?? state.name)
      }
    }
    return targets
  }
}
