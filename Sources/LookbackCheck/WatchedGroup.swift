import LookbackCEL
import LookbackCore
import LookbackDefinition

/// A group of tracks on which the course of its parent depends.
struct WatchedGroup {
  /// The group of a workflow that is written for tracks and that no known workflow runs.
  static let unknown = ""

  let name: String
  /// What the parent sees of the tracks; nil if nothing is known of their workflow.
  let summary: TrackSummary?
  /// The states that guards distinguish by name; nil if they distinguish all.
  let named: Set<String>?
  /// The largest number of tracks that are followed; more of them make no difference.
  let most: Int
  /// Whether guards see the tracks after their parent has left the state that opened them.
  let isSeenLater: Bool

  static func all(
    of workflow: Workflow, _ guards: [Guard], _ children: [String: TrackSummary], relevant: Set<String>
  ) -> [WatchedGroup] {
    var seen: Set<String> = []
    let awaited = Set(workflow.placedEvents.flatMap(\.event.candidates).flatMap(\.awaits))
    return workflow.states.flatMap(\.tracks).compactMap { rule in
      guard seen.insert(rule.group).inserted else { return nil }
      let readers = guards.filter { $0.reads.contains(["tracks", rule.group]) }
      let summary = children[rule.group]
      let writes = summary.map { !$0.writtenFields.isDisjoint(with: relevant) } ?? false
      let speaks = summary.map { !$0.labels.allSatisfy { $0.happened.isEmpty } } ?? false
      guard !readers.isEmpty || writes || speaks || awaited.contains(rule.group) else { return nil }
      let partial = readers.map { PartialGuard($0) }
      return WatchedGroup(
        name: rule.group, summary: summary, named: names(in: partial), most: most(partial),
        isSeenLater: workflow.reads(rule.group, outsideOf: rule.group))
    }
  }

  /// The texts with which guards compare states; nil if they do more than that.
  static func names(in guards: [PartialGuard]) -> Set<String>? {
    var names: Set<String> = []
    for one in guards {
      if one.isInvolved { return nil }
      for case .string(let text) in one.literals { names.insert(text) }
    }
    return names
  }

  /// How many tracks are followed. Two are distinguished from one; a guard that counts, or that asks several questions
  /// about tracks, needs three.
  private static func most(_ guards: [PartialGuard]) -> Int {
    let counts = guards.contains { one in
      one.source.contains("size(") || one.source.contains("exists_one")
        || one.source.components(between: "tracks.") > 3
    }
    return counts ? 3 : 2
  }
}

extension Workflow {
  /// Whether a guard of `anywhere`, or of a state that does not open the group, reads its tracks.
  fileprivate func reads(_ group: String, outsideOf _: String) -> Bool {
    let others = self.states.filter { state in !state.tracks.contains { $0.group == group } }
    let events = others.flatMap(\.events) + self.anywhere.map(\.event)
    let guards = events.flatMap { event -> [Guard] in
      let triggers: [Guard] = if case .when(let condition) = event.trigger { [condition] } else { [] }
      return triggers + event.candidates.flatMap { $0.guards.map(\.condition) + $0.assignments.map(\.value) }
    }
    let steps = others.compactMap(\.approval).flatMap(\.steps).compactMap(\.condition)
    return (guards + steps).contains { $0.reads.contains(["tracks", group]) }
  }
}

extension String {
  /// The number of parts between the separators.
  fileprivate func components(between separator: String) -> Int { ranges(of: separator).count + 1 }
}
