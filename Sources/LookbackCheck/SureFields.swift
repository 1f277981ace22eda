import LookbackCEL
import LookbackCore
import LookbackDefinition

/// The fields that surely have a value in each state of a workflow, whichever way led there.
///
/// Required and needed inputs, drawn numbers and assignments count if they are on every way. A field also counts if a
/// guard that held could not have been evaluated without it. A field that is cleared on some way does not count.
/// Corrections by administrators, who can clear every field, are left out.
struct SureFields {
  private let workflow: Workflow
  /// The sure fields of the case, seen from a track.
  private let ofCase: Set<String>
  private let isTrack: Bool
  /// The fields of the case that a track can clear.
  private let emptied: Set<String>
  /// The sure fields by state; a state that cannot be reached is missing.
  private(set) var known: [String: Set<String>] = [:]

  /// - Parameter table: all workflows; any of them can be the case whose tracks run this one.
  init(_ workflow: Workflow, among table: [String: Workflow]) { self.init(workflow, table, seen: []) }

  private init(_ workflow: Workflow, _ table: [String: Workflow], seen: Set<String>) {
    self.workflow = workflow
    let parents = table.values.filter { parent in
      parent.states.contains { $0.tracks.contains { $0.workflow == workflow.reference.name } }
    }
    let isTrack = !parents.isEmpty || workflow.isForTracks
    var shared: Set<String>?
    for parent in parents where !seen.contains(parent.reference.name) {
      let above = SureFields(parent, table, seen: seen.union([workflow.reference.name]))
      for state in parent.states where state.tracks.contains(where: { $0.workflow == workflow.reference.name }) {
        let fields = above.isTrack ? above.ofCase : above.known[state.name] ?? []
        shared = shared?.intersection(fields) ?? fields
      }
    }
    ofCase = shared ?? []
    self.isTrack = isTrack
    emptied = Set(table.values.flatMap(\.emptiedOfCase))
    let required = isTrack ? [] : Set(workflow.fields.filter(\.isRequired).map(\.name)).subtracting(emptied)
    guard let first = workflow.states.first else { return }
    known[first.name] = given(workflow.opening?.guards ?? [], required)
    while spread() {}
  }

  /// The fields that surely have a value when this candidate is taken in a state; nil if the state cannot be reached.
  func before(_ event: EventDefinition, _ candidate: Candidate, in state: String) -> Set<String>? {
    guard let sure = known[state] else { return nil }
    var fields = sure.union(event.needs.filter { workflow.field($0) != nil })
    if case .when(let condition) = event.trigger { fields = implied(by: condition, fields) }
    return fields
  }

  /// The same fields with those that follow because these guards hold.
  func given(_ guards: some Sequence<GuardRule>, _ fields: Set<String>) -> Set<String> {
    guards.reduce(fields) { implied(by: $1.condition, $0) }
  }

  /// The first field that may be missing and without which the expression cannot be evaluated.
  func missing(in expression: Guard, _ fields: Set<String>) -> String? {
    let partial = PartialGuard(expression)
    let best = partial.answer(in: View(fields: fields, ofCase: ofCase, isTrack: isTrack, rest: .present))
    for path in paths(of: expression) where !isSure(path, fields) {
      let view = View(fields: fields, ofCase: ofCase, isTrack: isTrack, rest: .present, without: path)
      let worst = partial.answer(in: view)
      if worst.value == nil || worst.mayFail && !best.mayFail {
        return path.joined(separator: ".")
      }
    }
    return nil
  }

  // MARK: - The way from state to state

  private mutating func spread() -> Bool {
    var hasChanged = false
    for state in workflow.states {
      guard known[state.name] != nil else { continue }
      for event in events(in: state) {
        for candidate in event.candidates {
          hasChanged = enter(candidate.target ?? state.name, after(event, candidate, in: state.name)) || hasChanged
        }
      }
      for target in state.approval?.refusalStates ?? [] {
        hasChanged = enter(target, known[state.name] ?? []) || hasChanged
      }
    }
    return hasChanged
  }

  private mutating func enter(_ state: String, _ fields: Set<String>) -> Bool {
    let joined = known[state]?.intersection(fields) ?? fields
    defer { known[state] = joined }
    return known[state] != joined
  }

  private func events(in state: StateDefinition) -> [EventDefinition] {
    let own = state.isFinal ? state.events.filter { state.reopen.contains($0.name) } : state.events
    let others = workflow.anywhere.filter { other in
      !other.exceptIn.contains(state.name) && (!state.isFinal || state.reopen.contains(other.event.name))
    }
    return own + others.map(\.event)
  }

  private func after(_ event: EventDefinition, _ candidate: Candidate, in state: String) -> Set<String> {
    let before = given(candidate.guards, before(event, candidate, in: state) ?? [])
    var fields = before
    for assignment in candidate.assignments where isOwn(assignment.path) {
      let view = View(fields: before, ofCase: ofCase, isTrack: isTrack, rest: .anything)
      let value = PartialGuard(assignment.value).answer(in: view).value
      if value?.mayBeNull ?? true { fields.remove(assignment.path.field) } else { fields.insert(assignment.path.field) }
    }
    for path in candidate.clear where isOwn(path) { fields.remove(path.field) }
    if let number = candidate.number, isOwn(number.into) { fields.insert(number.into.field) }
    return isTrack ? fields : fields.subtracting(emptied)
  }

  private func isOwn(_ path: ValuePath) -> Bool { path.scope == .data || !isTrack }

  // MARK: - Expressions

  private func paths(of expression: Guard) -> [[String]] {
    let fields = expression.reads.filter { $0.count >= 2 && ["data", "case"].contains($0[0]) }.map {
      Array($0.prefix(2))
    }
    return fields.eachOnce.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func isSure(_ path: [String], _ fields: Set<String>) -> Bool {
    path[0] == "data" || !isTrack ? fields.contains(path[1]) : ofCase.contains(path[1])
  }

  /// The fields with those without which the expression could not have held.
  private func implied(by expression: Guard, _ fields: Set<String>) -> Set<String> {
    var found = fields
    for path in paths(of: expression) where !isSure(path, found) && (path[0] == "data" || !isTrack) {
      let view = View(fields: found, ofCase: ofCase, isTrack: isTrack, rest: .anything, without: path)
      if !PartialGuard(expression).answer(in: view).outcomes.mayHold { found.insert(path[1]) }
    }
    return found
  }

  /// What guards see if only the sure fields are known.
  private struct View: PartialEnvironment {
    let fields: Set<String>
    let ofCase: Set<String>
    let isTrack: Bool
    /// What is assumed of fields that may be missing.
    let rest: Known
    var without: [String] = []

    var trustsTypes: Bool { true }

    func known(at path: [String]) -> Known? {
      guard path.count == 2, ["data", "case"].contains(path[0]) else { return .anything }
      if path == without || !isTrack && path[1] == without.last { return .null }
      let isSure = path[0] == "data" || !isTrack ? fields.contains(path[1]) : ofCase.contains(path[1])
      return isSure ? .present : rest
    }

    func known(calling function: String, _ argument: Value?) -> Known? { function == "clock" ? .anything : .present }
  }
}

extension ApprovalRule {
  /// The states to which a refusal leads.
  fileprivate var refusalStates: [String] {
    steps.indices.compactMap { index in
      if case .state(let name) = refusal(at: index, asked: Array(steps.indices)) { return name }
      return nil
    }
  }
}

extension Workflow {
  /// The fields of the case that this workflow can clear as a track.
  fileprivate var emptiedOfCase: [String] {
    let candidates = self.states.flatMap(\.events).flatMap(\.candidates) + self.anywhere.flatMap(\.event.candidates)
    return candidates.flatMap { candidate in
      candidate.clear.filter { $0.scope == .case }.map(\.field)
        + candidate.assignments.filter { $0.path.scope == .case && $0.value.mayBeNull }.map(\.path.field)
    }
  }
}

extension Guard {
  /// Whether the result can be null if fields are missing.
  fileprivate var mayBeNull: Bool {
    PartialGuard(self).answer(in: Nothing()).value?.mayBeNull ?? true
  }

  private struct Nothing: PartialEnvironment {
    func known(at path: [String]) -> Known? { .anything }
    func known(calling function: String, _ argument: Value?) -> Known? { .present }
  }
}
