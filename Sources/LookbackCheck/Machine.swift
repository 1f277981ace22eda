import LookbackCEL
import LookbackCore
import LookbackDefinition

/// A workflow prepared for exploration: what its guards read, in small finite domains. It is a class, because each step
/// of the exploration holds a reference to it.
final class Machine {
  let workflow: Workflow
  /// The name of the group whose tracks run the workflow; nil if it is the case itself.
  let group: String?
  let guards: [String: PartialGuard]
  /// The fields on which the course depends.
  let domains: [FieldDomain]
  /// The events that guards count, with the number from which on counts are not distinguished.
  let counters: [(event: String, limit: Int)]
  /// The clocks that guards read.
  let clocks: [ClockDefinition]
  let groups: [WatchedGroup]
  /// What is known of the case's fields, seen from a track.
  let caseFields: [String: Known]
  /// For a track, the values that the case's fields can have that its guards read. A field has more than one if cases
  /// differ, or if it can change.
  let shared: [String: [Known]]
  /// The fields of the case that can change while a track runs.
  let changingFields: Set<String>
  /// The events that promises of any workflow name.
  let watched: Set<String>
  /// The events that rules of clocks offer and on which something depends.
  let clockEvents: [String]
  /// Whether something depends on the number of decisions. If so, `approvalCourses` has the courses of approvals by
  /// state, as far as they are followed.
  let tellsDecisions: Bool
  let approvalCourses: [String: ApprovalCourse]

  /// What can still matter of a configuration in each state.
  private(set) var liveness = Liveness()

  /// The guards whose comparisons are not followed.
  let loose: Set<String>
  /// For each field the relations in which it is, as indices into `domains`.
  let related: [[Int]]

  private let stateIndex: [String: Int]
  private let fieldIndex: [String: Int]

  var isRoot: Bool { group == nil }

  init(
    _ workflow: Workflow, as group: String?, children: [String: TrackSummary], caseFields: [String: Known],
    changingFields: Set<String>, watched: Set<String>, asked: [String: [Value]] = [:]
  ) {
    self.workflow = workflow
    self.group = group
    self.caseFields = caseFields
    self.changingFields = changingFields
    self.watched = watched
    shared = [:]
    let all = workflow.allGuards
    guards = Dictionary(all.map { ($0.source, PartialGuard($0)) }) { first, _ in first }
    var lists: Set<String> = []
    var cone = ConeOfInfluence(workflow, all, guards, lists, isRoot: group == nil, asked: asked)
    var groups: [WatchedGroup] = []
    // A list matters if its tracks are followed, and those are followed if they write fields that matter.
    while true {
      groups = WatchedGroup.all(
        of: workflow, all, children, relevant: group == nil ? Set(cone.domains.map(\.name)) : [])
      let names = Set(groups.map(\.name))
      let rules = workflow.states.flatMap(\.tracks).filter { names.contains($0.group) }
      let needed = Set(rules.compactMap { ConeOfInfluence.own($0.each, group == nil) })
      guard !needed.isSubset(of: lists) else { break }
      lists.formUnion(needed)
      cone = ConeOfInfluence(workflow, all, guards, lists, isRoot: group == nil, asked: asked)
    }
    self.groups = groups
    let compared = FieldRelation.all(
      in: workflow, all, guards, isRoot: group == nil, written: Set(children.values.flatMap(\.writtenFields)))
    loose = compared.loose
    let domains = cone.domains + compared.pairs.map(\.domain)
    self.domains = domains
    related = domains.map { domain in
      compared.pairs.filter { [$0.one, $0.other].contains(domain.name) }.compactMap { pair in
        domains.firstIndex { $0.name == pair.domain.name }
      }
    }
    counters = cone.counters
    clocks = workflow.clocks.filter { cone.clocks.contains($0.name) }
    let counted = Set(cone.counters.map(\.event))
    clockEvents = workflow.clocks.flatMap(\.eventNames).filter { name in
      counted.contains(name) || workflow.lookBacks.contains { $0.afterEvent == name }
        || watched.contains { $0 == name || $0.hasSuffix(".\(name)") }
    }
    tellsDecisions =
      counted.contains(AvailableAction.approve)
      || watched.contains { $0 == AvailableAction.approve || $0.hasSuffix(".\(AvailableAction.approve)") }
    approvalCourses = tellsDecisions ? ApprovalCourse.all(in: workflow, isRoot: group == nil) : [:]
    stateIndex = Dictionary(workflow.states.enumerated().map { ($1.name, $0) }) { first, _ in first }
    let names = domains.map(\.name)
    fieldIndex = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    liveness = Liveness(self, asked: Set(asked.keys))
  }

  /// Makes the machine of the same workflow, with the case's fields limited to these values.
  init(_ other: Machine, sharing values: [String: [Known]]) {
    shared = values
    (workflow, group, guards, domains) = (other.workflow, other.group, other.guards, other.domains)
    (counters, clocks, groups, caseFields) = (other.counters, other.clocks, other.groups, other.caseFields)
    (changingFields, watched, clockEvents) = (other.changingFields, other.watched, other.clockEvents)
    (tellsDecisions, approvalCourses, liveness) = (other.tellsDecisions, other.approvalCourses, other.liveness)
    (loose, related) = (other.loose, other.related)
    (stateIndex, fieldIndex) = (other.stateIndex, other.fieldIndex)
  }

  func index(ofState name: String) -> Int? { stateIndex[name] }
  func index(ofField name: String) -> Int? { fieldIndex[name] }
  func state(_ configuration: Configuration) -> StateDefinition { workflow.states[configuration.state] }
  func index(ofGroup name: String) -> Int? { groups.firstIndex { $0.name == name } }

  // MARK: - The places of a configuration's cells

  func fieldCell(_ index: Int) -> Int { 2 + index }
  func counterCell(_ index: Int) -> Int { 2 + domains.count + index }
  func clockCell(_ index: Int) -> Int { 2 + domains.count + counters.count + index }
  var cellCount: Int { 2 + domains.count + counters.count + clocks.count }

  /// The field to which a path of this machine leads: its own, or the case's if it is the case itself; nil for any
  /// other path.
  func field(at path: ValuePath) -> Int? {
    path.scope == .data || isRoot ? fieldIndex[path.field] : nil
  }

  func phase(of clock: Int, in configuration: Configuration) -> ClockPhase {
    ClockPhase(rawValue: configuration.cells[clockCell(clock)]) ?? .notStarted
  }
}

extension Workflow {
  /// Every expression of the definition.
  var allGuards: [Guard] {
    var found: [Guard] = []
    for event in self.states.flatMap(\.events) + self.anywhere.map(\.event) {
      if case .when(let condition) = event.trigger { found.append(condition) }
      for candidate in event.candidates {
        found += candidate.guards.map(\.condition) + candidate.assignments.map(\.value)
      }
    }
    found += self.states.compactMap(\.approval).flatMap(\.steps).compactMap(\.condition)
    return found + self.lookBacks.compactMap(\.condition)
  }

  /// The largest number of persons in this field who must agree in an approval, limited to 2...6, beyond which lengths
  /// are not distinguished.
  func mostNeeded(of field: String) -> Int {
    let numbers = self.states.compactMap(\.approval).flatMap(\.steps).compactMap { step -> Int? in
      guard case .count(let count) = step.need, step.ask.contains(where: { $0.path?.field == field }) else {
        return nil
      }
      return count
    }
    return max(2, min(6, numbers.max() ?? 0))
  }

  /// The fields by which persons and units are found.
  var rolePaths: [ValuePath] {
    let asked = self.states.compactMap(\.approval).flatMap(\.steps).flatMap(\.ask)
    return (Array(self.roles.values) + asked).compactMap(\.path)
  }
}
