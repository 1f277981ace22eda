import LookbackCEL
import LookbackCore
import LookbackDefinition

/// A workflow as its course is explored: what guards read, in small finite domains. One is looked at by each step that is
/// explored, so it is handed on and not copied.
final class Machine {
  let workflow: Workflow
  /// The name of the group whose tracks run it; nil where it is the case itself.
  let group: String?
  let guards: [String: PartialGuard]
  /// The fields on which the course depends.
  let domains: [FieldDomain]
  /// The events whose number guards ask for, and the number from which on they are not told apart.
  let counters: [(event: String, limit: Int)]
  /// The clocks that guards ask about.
  let clocks: [ClockDefinition]
  let groups: [WatchedGroup]
  /// What is known of the fields of the case, seen from a track.
  let caseFields: [String: Known]
  /// What the fields of the case that guards of a track ask for may hold while it runs; more than one where they differ
  /// from case to case, or change.
  let shared: [String: [Known]]
  /// Fields of the case that may be changed while a track runs.
  let changingFields: Set<String>
  /// Events that promises of any workflow speak of.
  let watched: Set<String>
  /// The events that the rules of clocks offer and on which something depends.
  let clockEvents: [String]
  /// Whether something depends on who agreed when, and the courses of approvals by state, as far as they are told apart.
  let tellsDecisions: Bool
  let approvalCourses: [String: ApprovalCourse]

  /// What of a configuration can still matter in each state.
  private(set) var liveness = Liveness()

  /// Guards that compare what is not told apart.
  let loose: Set<String>
  /// For each field those that tell how it stands to another.
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
    var relevance = ConeOfInfluence(workflow, all, guards, lists, isRoot: group == nil, asked: asked)
    var groups: [WatchedGroup] = []
    // A list matters where its tracks are looked at, and those are looked at where they write what matters.
    while true {
      groups = WatchedGroup.all(
        of: workflow, all, children, relevant: group == nil ? Set(relevance.domains.map(\.name)) : [])
      let names = Set(groups.map(\.name))
      let rules = workflow.states.flatMap(\.tracks).filter { names.contains($0.group) }
      let needed = Set(rules.compactMap { ConeOfInfluence.own($0.each, group == nil) })
      guard !needed.isSubset(of: lists) else { break }
      lists.formUnion(needed)
      relevance = ConeOfInfluence(workflow, all, guards, lists, isRoot: group == nil, asked: asked)
    }
    self.groups = groups
    let compared = FieldRelation.all(
      in: workflow, all, guards, isRoot: group == nil, written: Set(children.values.flatMap(\.writtenFields)))
    loose = compared.loose
    let domains = relevance.domains + compared.pairs.map(\.domain)
    self.domains = domains
    related = domains.map { domain in
      compared.pairs.filter { [$0.one, $0.other].contains(domain.name) }.compactMap { pair in
        domains.firstIndex { $0.name == pair.domain.name }
      }
    }
    counters = relevance.counters
    clocks = workflow.clocks.filter { relevance.clocks.contains($0.name) }
    let counted = Set(relevance.counters.map(\.event))
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

  /// The same workflow where the fields of the case hold one of these values each.
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

  /// Whether the path leads to a field of this machine: its own, or the case's where it is the case itself.
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
    for event in states.flatMap(\.events) + anywhere.map(\.event) {
      if case .when(let condition) = event.trigger { found.append(condition) }
      for candidate in event.candidates {
        found += candidate.guards.map(\.condition) + candidate.assignments.map(\.value)
      }
    }
    found += states.compactMap(\.approval).flatMap(\.steps).compactMap(\.condition)
    return found + lookBacks.compactMap(\.condition)
  }

  /// The greatest number of those in this field of whom an approval needs the agreement, as far as it is told apart.
  func mostNeeded(of field: String) -> Int {
    let numbers = states.compactMap(\.approval).flatMap(\.steps).compactMap { step -> Int? in
      guard case .count(let count) = step.need, step.ask.contains(where: { $0.path?.field == field }) else {
        return nil
      }
      return count
    }
    return max(2, min(6, numbers.max() ?? 0))
  }

  /// The fields by which persons and units are found.
  var rolePaths: [ValuePath] {
    let asked = states.compactMap(\.approval).flatMap(\.steps).flatMap(\.ask)
    return (Array(roles.values) + asked).compactMap(\.path)
  }
}
