import LookbackCEL
import LookbackCore
import LookbackDefinition

/// Proves the definitions of a set, children before their parents.
struct DefinitionProof {
  typealias Subject = DefinitionSet.Subject

  private let subjects: [Subject]
  let table: [String: Workflow]
  private let staffing: Staffing?
  let isComplete: Bool
  private let watched: WatchedEvents
  var budget = ExplorationBudget()
  var explored: [String: Exploration] = [:]
  /// The explorations of cases that distinguish everything that their tracks ask for.
  var opened: [String: Exploration] = [:]
  private var running: Set<String> = []
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var lengths: [CourseLength] = []

  init(_ subjects: [Subject], known: [Workflow], staffing: Staffing?, isComplete: Bool) {
    self.subjects = subjects
    self.staffing = staffing
    self.isComplete = isComplete
    var table: [String: Workflow] = [:]
    for one in known + subjects.map(\.workflow) {
      if let other = table[one.reference.name], other.reference > one.reference { continue }
      table[one.reference.name] = one
    }
    self.table = table
    watched = WatchedEvents(subjects.map(\.workflow), runs: table)
  }

  mutating func run() {
    for subject in subjects { prove(subject) }
  }

  private mutating func prove(_ subject: Subject) {
    let workflow = subject.workflow
    guard !workflow.states.isEmpty else { return }
    var found: [Exploration] = []
    for group in contexts(of: workflow) { found.append(sharing(of: workflow, as: group)) }
    var proof = WorkflowProof(workflow, DefinitionPlaceFinder(subject.outline), found)
    proof.checkMissing(table)
    if found.contains(where: \.isCut) || budget.left <= 0 {
      proof.report(UnprovedFinding.tooLarge, at: proof.places.workflow)
    } else {
      proof.run()
      proof.checkWaits()
      proof.checkPromises(table)
      proof.checkNever()
      for one in found { checkSharing(of: one, &proof) }
      if let staffing { proof.checkStaff(staffing) }
      if isComplete { proof.checkSignals(table) }
      lengths.append(length(of: subject, proof.graphs))
    }
    proof.checkRecursion(table)
    diagnostics += proof.diagnostics
  }

  /// The groups that run the workflow, or nil for the case itself if none does.
  private func contexts(of workflow: Workflow) -> [String?] {
    let rules = table.values.flatMap(\.states).flatMap(\.tracks).filter { $0.workflow == workflow.reference.name }
    let groups = Set(rules.map(\.group)).sorted()
    guard !groups.isEmpty else { return [workflow.isForTracks ? WatchedGroup.unknown : nil] }
    let asks = workflow.allGuards.contains { $0.reads.contains(["track", "group"]) }
    return asks ? groups.map { $0 } : [groups[0]]
  }

  mutating func exploration(of workflow: Workflow, as group: String?) -> Exploration {
    let key = "\(workflow.reference)/\(group ?? "")"
    if let known = explored[key] { return known }
    running.insert(workflow.reference.name)
    let children = children(of: workflow, as: group)
    running.remove(workflow.reference.name)
    let result = Exploration(machine(of: workflow, as: group, children), &budget)
    explored[key] = result
    return result
  }

  /// Returns, by group, what a workflow sees of the tracks that it opens.
  mutating func children(of workflow: Workflow, as group: String?) -> [String: TrackSummary] {
    let watched = watched.events(of: workflow.reference.name, as: group)
    var children: [String: TrackSummary] = [:]
    for rule in workflow.states.flatMap(\.tracks) where children[rule.group] == nil {
      guard let child = table[rule.workflow], !running.contains(rule.workflow), !child.states.isEmpty else { continue }
      let readers = workflow.allGuards.filter { $0.reads.contains(["tracks", rule.group]) }.map { PartialGuard($0) }
      let exploration = exploration(of: child, as: rule.group)
      guard !exploration.isCut else { continue }
      children[rule.group] = TrackSummary(
        exploration, named: WatchedGroup.names(in: readers), heard: watched.heard(in: rule.group))
    }
    return children
  }

  func machine(
    of workflow: Workflow, as group: String?, _ children: [String: TrackSummary], asked: [String: [Value]] = [:]
  ) -> Machine {
    Machine(
      workflow, as: group, children: children, caseFields: group == nil ? [:] : caseFields,
      changingFields: group == nil ? [] : changingFields,
      watched: watched.events(of: workflow.reference.name, as: group), asked: asked)
  }

  /// The fields that every case has from its beginning to its end.
  private var caseFields: [String: Known] {
    let run = Set(table.values.flatMap(\.states).flatMap(\.tracks).map(\.workflow))
    let roots = table.values.filter { !run.contains($0.reference.name) && !$0.states.flatMap(\.tracks).isEmpty }
    guard isComplete, let first = roots.first else { return [:] }
    let changed = writtenFields
    let names = first.fields.filter { field in
      !changed.contains(field.name)
        && roots.allSatisfy { root in root.field(field.name)?.isRequired ?? false }
    }.map(\.name)
    return Dictionary(uniqueKeysWithValues: names.map { ($0, Known.present) })
  }

  /// The fields that an event of any workflow assigns or clears by itself.
  private var writtenFields: Set<String> {
    Set(
      table.values.flatMap(\.placedEvents).flatMap(\.event.candidates).flatMap { candidate in
        candidate.assignments.map(\.path.field) + candidate.clear.map(\.field)
      })
  }

  /// The fields of a case that can change while a track runs.
  var changingFields: Set<String> {
    writtenFields.union(table.values.flatMap(\.placedEvents).flatMap { $0.event.needs + $0.event.takes })
  }

  private func length(of subject: Subject, _ graphs: [TimeGraph]) -> CourseLength {
    let found = graphs.map { LongestCourse($0) }
    let worst = found.max { $0.bounded.weight(.likely) < $1.bounded.weight(.likely) }
    let obstacles = found.map(\.obstacles).max { $0.count < $1.count } ?? []
    return CourseLength(
      workflow: subject.workflow.reference, title: subject.workflow.title, file: subject.outline.file,
      longest: worst?.bounded ?? .zero, obstacles: obstacles)
  }
}

extension Workflow {
  /// Whether the workflow is written for tracks: it asks for posts of the track's unit.
  var isForTracks: Bool {
    let asked = self.states.compactMap(\.approval).flatMap(\.steps).flatMap(\.ask)
    return (asked + Array(self.roles.values)).contains { if case .post(_, of: .trackUnit) = $0 { true } else { false } }
  }
}

extension WorkflowProof {
  /// Reports signals that no workflow receives.
  mutating func checkSignals(_ table: [String: Workflow]) {
    let heard = Set(
      table.values.flatMap(\.placedEvents).map(\.event).filter { $0.trigger == .signal }.map(\.name))
    for (state, event) in workflow.placedEvents {
      for (index, candidate) in event.candidates.enumerated() {
        for (place, effect) in candidate.effects.enumerated() {
          guard case .signal(let name, _) = effect, !heard.contains(name) else { continue }
          report(CourseFinding.unheardSignal(name), at: places.effect(place, of: index, event.name, in: state))
        }
      }
    }
  }

  /// Reports tracks that run their own workflow again, directly or not. Their number is unlimited, so they are not
  /// followed.
  mutating func checkRecursion(_ table: [String: Workflow]) {
    for state in workflow.states {
      for rule in state.tracks where leads(from: rule.workflow, table) {
        report(UnprovedFinding.recursiveTracks(group: rule.group), at: places.track(rule.group, of: state.name))
      }
    }
  }

  private func leads(from name: String, _ table: [String: Workflow]) -> Bool {
    var seen: Set<String> = []
    var waiting = [name]
    while let next = waiting.popLast() {
      if next == workflow.reference.name { return true }
      guard seen.insert(next).inserted else { continue }
      waiting += table[next]?.states.flatMap(\.tracks).map(\.workflow) ?? []
    }
    return false
  }
}
