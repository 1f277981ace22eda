import LookbackCEL
import LookbackCore
import LookbackDefinition

extension Stepper {
  /// The configurations after an event has taken one of its candidates.
  mutating func apply(
    _ event: EventDefinition, _ index: Int, to given: Configuration, isAnywhere: Bool, _ asker: MachineView.Asker
  ) -> [Step] {
    let candidate = event.candidates[index]
    var label = StepLabel(.event(event.name, candidate: index, isAnywhere: isAnywhere))
    label.happened = machine.told(event: event.name, in: machine.state(given).name)
    label.mayWrite = Set(event.needs + event.takes)
    var next = candidate.target == nil ? given : machine.left(given)
    machine.count(event.name, &next)
    assign(candidate, &next, &label, asker)
    machine.startClocks(from: .event(event.name), &next)
    guard let target = candidate.target, let state = machine.index(ofState: target) else {
      reconsider(candidate, event, given, &next)
      return machine.announced(next, label.mayWrite, label.writes).flatMap { announced in
        machine.followed(announced, writes: label.mayWrite.union(label.writes)).map { Step(label: label, next: $0) }
      }
    }
    next.state = state
    label.entered = state
    return machine.arrive(next, mayWrite: label.mayWrite, writes: label.writes).map { Step(label: label, next: $0) }
  }

  private func assign(
    _ candidate: Candidate, _ next: inout Configuration, _ label: inout StepLabel, _ asker: MachineView.Asker
  ) {
    let view = MachineView(machine: machine, configuration: next, asker: asker)
    for assignment in candidate.assignments {
      let known = machine.answer(assignment.value, view).value ?? .anything
      set(assignment.path, known, &next, &label)
    }
    for path in candidate.clear { set(path, .null, &next, &label) }
    if let number = candidate.number { set(number.into, .present, &next, &label) }
  }

  private func set(_ path: ValuePath, _ known: Known, _ next: inout Configuration, _ label: inout StepLabel) {
    guard path.scope == .data || machine.isRoot else {
      label.caseWrites[path.field] = known
      return
    }
    label.writes.insert(path.field)
    guard let field = machine.index(ofField: path.field) else { return }
    next.cells[machine.fieldCell(field)] = machine.domains[field].cell(of: known)
    machine.unrelate(field, &next)
  }

  /// Voids the approval if the bound field is written after decisions.
  private func reconsider(
    _ candidate: Candidate, _ event: EventDefinition, _ given: Configuration, _ next: inout Configuration
  ) {
    guard next.approval == .complete || next.approvalPlace != nil,
      let rule = machine.state(given).approval, let binds = rule.binds
    else { return }
    let written = candidate.assignments.map(\.path) + candidate.clear + [candidate.number?.into].compactMap { $0 }
    let inputs = (event.needs + event.takes).map { ValuePath(scope: .data, field: $0) }
    if (written + inputs).contains(binds) { next = machine.returned(to: rule.steps.startIndex, next) }
  }
}

extension Machine {
  /// Whether an assignment of the candidate can fail because a value that it reads is missing.
  func mayFail(_ candidate: Candidate, _ configuration: Configuration, _ asker: MachineView.Asker) -> Bool {
    var view = MachineView(machine: self, configuration: configuration, asker: asker)
    view.trustsTypes = true
    return candidate.assignments.contains { answer($0.value, view).mayFail }
  }
}
