import LookbackCore
import LookbackDefinition

/// The events that promises name, as each workflow of a set names them. If a parent promises something about
/// `main.signing.approved`, a track of `main` watches `signing.approved`.
struct WatchedEvents {
  private struct Place: Hashable {
    let workflow: String
    /// The group that runs the workflow; nil for the workflow's own promises.
    let group: String?
  }

  private var table: [Place: Set<String>] = [:]

  init(_ promising: [Workflow], runs table: [String: Workflow]) {
    var waiting = promising.map { workflow in
      (
        Place(workflow: workflow.reference.name, group: nil),
        Set(workflow.promises.compactMap(Promise.init).flatMap(\.events))
      )
    }
    while let (place, events) = waiting.popLast() {
      let new = events.subtracting(self.table[place] ?? [])
      guard !new.isEmpty else { continue }
      self.table[place, default: []].formUnion(new)
      for rule in table[place.workflow]?.states.flatMap(\.tracks) ?? [] {
        waiting.append((Place(workflow: rule.workflow, group: rule.group), new.heard(in: rule.group)))
      }
    }
  }

  /// The watched events of a workflow that runs as a case, or as a track of the group.
  func events(of workflow: String, as group: String?) -> Set<String> {
    let own = table[Place(workflow: workflow, group: nil)] ?? []
    return group.map { own.union(table[Place(workflow: workflow, group: $0)] ?? []) } ?? own
  }
}

extension Set<String> {
  /// Those of these events that happen on tracks of the group, as the tracks name them.
  func heard(in group: String) -> Set<String> {
    Set(filter { $0.hasPrefix(group + ".") }.map { String($0.dropFirst(group.count + 1)) })
  }
}
