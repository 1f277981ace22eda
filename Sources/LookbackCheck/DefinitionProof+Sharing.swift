import LookbackCEL
import LookbackCore
import LookbackDefinition

/// Fields of the case that guards of tracks read. Their possible values are taken from the exploration of the case.
extension DefinitionProof {
  /// Returns the exploration of a workflow that runs as a track, with the values that the case's fields can have
  /// meanwhile.
  mutating func sharing(of workflow: Workflow, as group: String?) -> Exploration {
    let first = exploration(of: workflow, as: group)
    guard let group, !first.isCut else { return first }
    let values = sharedValues(of: workflow)
    guard !values.isEmpty else { return first }
    let result = Exploration(Machine(first.machine, sharing: values), &budget)
    explored["\(workflow.reference)/\(group)"] = result
    return result
  }

  /// For each field of the case that the guards read, the values that it can have while such tracks run; empty if that
  /// is not known.
  private mutating func sharedValues(of workflow: Workflow) -> [String: [Known]] {
    let names = Set(workflow.allGuards.flatMap(\.caseFields))
    let running = Set(table.values.flatMap(\.states).flatMap(\.tracks).map(\.workflow))
    let roots = table.values.filter { !running.contains($0.reference.name) && runs(workflow, below: $0) }
      .sorted { $0.reference.name < $1.reference.name }
    guard isComplete, !names.isEmpty, !roots.isEmpty else { return [:] }
    var found: [String: [Known]] = [:]
    for root in roots {
      let exploration = open(root)
      for name in names {
        guard let field = exploration.machine.index(ofField: name) else { return [:] }
        found[name, default: []] += values(of: field, where: workflow, exploration)
      }
    }
    return found.mapValues { Set($0).sorted { "\($0)" < "\($1)" } }.filter { !$0.value.isEmpty }
  }

  /// Returns the exploration of a case that distinguishes everything that its tracks ask for.
  private mutating func open(_ root: Workflow) -> Exploration {
    let key = "\(root.reference)"
    if let known = opened[key] { return known }
    var asked: [String: [Value]] = [:]
    for workflow in table.values where runs(workflow, below: root) {
      for condition in workflow.allGuards {
        for name in condition.caseFields { asked[name, default: []] += PartialGuard(condition).literals }
      }
    }
    var budget = ExplorationBudget()
    let result = Exploration(machine(of: root, as: nil, children(of: root, as: nil), asked: asked), &budget)
    opened[key] = result
    return result
  }

  /// Whether tracks of the workflow are opened below `root`, by itself or by its tracks.
  private func runs(_ workflow: Workflow, below root: Workflow, by state: StateDefinition? = nil) -> Bool {
    var seen: Set<String> = []
    var waiting = (state.map { [$0] } ?? root.states).flatMap(\.tracks).map(\.workflow)
    while let next = waiting.popLast() {
      if next == workflow.reference.name { return true }
      guard seen.insert(next).inserted else { continue }
      waiting += table[next]?.states.flatMap(\.tracks).map(\.workflow) ?? []
    }
    return false
  }

  private func values(of field: Int, where workflow: Workflow, _ exploration: Exploration) -> [Known] {
    let (machine, domain) = (exploration.machine, exploration.machine.domains[field])
    if exploration.isCut { return domain.finest(domain.everything) }
    var seen: UInt64 = 0
    for node in exploration.nodes.indices {
      guard runs(workflow, below: machine.workflow, by: exploration.state(of: node)) else { continue }
      seen |= exploration.nodes[node].cells[machine.fieldCell(field)]
    }
    return domain.finest(seen)
  }

  /// Reports the states that a track can leave only if the case's data changes. Whether the data changes is not
  /// followed.
  mutating func checkSharing(of free: Exploration, _ proof: inout WorkflowProof) {
    let machine = free.machine
    guard machine.shared.contains(where: { $0.value.count > 1 }) else { return }
    let changes = machine.shared.keys.contains { changingFields.contains($0) }
    let ends = free.nodes.indices.filter { free.state(of: $0).isFinal }
    let ending = free.leading(to: ends)
    var told: Set<String> = []
    for values in machine.sharings(read: machine.workflow.allGuards) {
      let kept = Exploration(machine.keeping(values), &budget, from: changes ? free.nodes : nil)
      guard !kept.isCut else {
        return proof.report(UnprovedFinding.leavingTrack(state: nil, fields: values), at: proof.places.workflow)
      }
      let leads = kept.leading(to: kept.nodes.indices.filter { kept.state(of: $0).isFinal })
      for node in kept.nodes.indices where !leads[node] && kept.isStable[node] {
        let configuration = kept.nodes[node]
        guard let place = free.nodes.firstIndex(of: configuration), ending[place],
          told.insert(kept.state(of: node).name).inserted
        else { continue }
        let way = free.way(to: { $0 == place }) ?? []
        let state = kept.state(of: node).name
        proof.report(
          UnprovedFinding.leavingTrack(state: state, fields: values), at: proof.places.state(state),
          course: CounterexampleTrace.course(free, way, at: place))
      }
    }
  }
}
