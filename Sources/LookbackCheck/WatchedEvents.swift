import LookbackCore
import LookbackDefinition

/// Which events promises speak of, as each workflow of a set hears them: the promise of a parent about
/// `main.signing.approved` is about `signing.approved` where a track of `main` runs.
struct WatchedEvents {
  private struct Place: Hashable {
    let workflow: String
    /// Nil for what the workflow itself promises.
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

  /// What matters of the events of a workflow that is a case, or a track of the group.
  func events(of workflow: String, as group: String?) -> Set<String> {
    let own = table[Place(workflow: workflow, group: nil)] ?? []
    return group.map { own.union(table[Place(workflow: workflow, group: $0)] ?? []) } ?? own
  }
}

extension Set<String> {
  /// The events of these that happen on tracks of the group, as the tracks name them.
  func heard(in group: String) -> Set<String> {
    Set(filter { $0.hasPrefix(group + ".") }.map { String($0.dropFirst(group.count + 1)) })
  }
}
