import LookbackCore
import LookbackDefinition

/// What depends on guards whose comparisons of fields are not followed.
extension WorkflowProof {
  /// Reports states that lead to an end only if such a guard holds, because whether it ever does is not known.
  mutating func checkLoose() {
    var told: Set<String> = []
    for exploration in explorations {
      let ends = exploration.nodes.indices.filter { exploration.state(of: $0).isFinal }
      let ending = exploration.leading(to: ends)
      let sure = exploration.leading(to: ends, through: exploration.edges(surely: true))
      let fits = { (node: Int) in ending[node] && !sure[node] && exploration.isStable[node] }
      for node in exploration.nodes.indices where fits(node) {
        guard let source = exploration.edges[node].compactMap({ exploration.labels[$0.label].leansOn }).first,
          told.insert(exploration.state(of: node).name).inserted
        else { continue }
        report(leaningOn: source, at: node, exploration)
      }
    }
  }

  private mutating func report(leaningOn source: String, at node: Int, _ exploration: Exploration) {
    let state = exploration.state(of: node).name
    let way = exploration.way(to: { $0 == node }) ?? []
    report(
      UnprovedFinding.leavingState(state, condition: source), at: places.state(state),
      course: CounterexampleTrace.course(exploration, way, at: node))
  }
}

extension Exploration {
  /// Which edges a way may use: those that depend on no such guard, or all.
  func edges(surely isSure: Bool) -> (Edge, Int) -> Bool {
    { edge, _ in !isSure || labels[edge.label].leansOn == nil }
  }
}
