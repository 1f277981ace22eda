import LookbackCEL
import LookbackCore
import LookbackDefinition

/// Finds what can happen next. It is sound: every step that a case can take is among the results.
struct Stepper {
  let machine: Machine
  var stats = ExplorationStats()
  private var memory = VerdictMemory()

  struct Step {
    let label: StepLabel
    let next: Configuration
  }

  init(_ machine: Machine) {
    self.machine = machine
    memory = VerdictMemory(machine)
  }

  /// Returns all steps out of a configuration, and whether a case can stay in it. It cannot if the engine has something
  /// to do at once.
  /// - Throws: `RefinementNeeded` if a field must be refined first.
  mutating func steps(from configuration: Configuration) throws(RefinementNeeded) -> (steps: [Step], isStable: Bool) {
    let state = machine.state(configuration)
    var steps: [Step] = []
    if !state.isFinal {
      for event in machine.workflow.events(in: state) {
        let isAnywhere = machine.workflow.home(of: event.name, in: state) == nil
        let (found, isSure) = try automatic(event, configuration, isAnywhere: isAnywhere)
        steps += found
        if isSure { return (steps, false) }
      }
      let (moves, isStable) = trackMoves(configuration)
      steps += moves
      if !isStable { return (steps, false) }
    }
    for event in state.events where !state.isFinal || state.reopen.contains(event.name) {
      steps += try asked(event, in: state, configuration, isAnywhere: false)
    }
    guard !state.isFinal else { return (steps, true) }
    for rule in machine.workflow.anywhere where !rule.exceptIn.contains(state.name) {
      steps += try asked(rule.event, in: state, configuration, isAnywhere: true)
    }
    steps += approvalSteps(state, configuration)
    steps += clockSteps(configuration)
    return (steps, true)
  }

  // MARK: - Events

  private mutating func automatic(
    _ event: EventDefinition, _ configuration: Configuration, isAnywhere: Bool
  ) throws(RefinementNeeded) -> (steps: [Step], isSure: Bool) {
    var isSure = true
    switch event.trigger {
    case .when(let condition):
      let outcomes = try outcomes(of: condition, configuration, .engine)
      let home = isAnywhere ? nil : configuration.state
      note(outcomes, ExplorationStats.GuardPlace(state: home, event: event.name, candidate: 0, rule: -1))
      guard outcomes.mayHold else { return ([], false) }
      isSure = outcomes.mustHold
    case .approval: guard configuration.approval == .complete else { return ([], false) }
    case .after where event.leavesAtOnce: break
    case .person, .after, .signal: return ([], false)
    }
    let found = try candidates(of: event, configuration, free: [], .engine, isAnywhere: isAnywhere)
    let sure = isSure && found.isDecided && !found.mayFail
    var loose: String?
    if !isSure, case .when(let condition) = event.trigger { loose = machine.loose([condition]) }
    return (found.steps.map { $0.automatic(isSure: sure).leaning(on: loose) }, sure)
  }

  private mutating func asked(
    _ event: EventDefinition, in state: StateDefinition, _ configuration: Configuration, isAnywhere: Bool
  ) throws(RefinementNeeded) -> [Step] {
    switch event.trigger {
    case .when, .approval: return []
    case .after where event.leavesAtOnce: return []
    case .after:
      let found = try candidates(of: event, configuration, free: [], .engine, isAnywhere: isAnywhere)
      if !found.isDecided {
        let place = ExplorationStats.GuardPlace(
          state: isAnywhere ? nil : configuration.state, event: event.name, candidate: 0, rule: 0)
        stats.lost[place] = stats.lost[place] ?? configuration
      }
      return found.steps
    case .signal: return try candidates(of: event, configuration, free: [], .signal, isAnywhere: isAnywhere).steps
    case .person: break
    }
    let place = ExplorationStats.GuardPlace(
      state: isAnywhere ? nil : configuration.state, event: event.name, candidate: 0, rule: 0)
    let isThere = try isAnybody(state.roles(of: event), configuration)
    stats.fireable[place] = isThere || stats.fireable[place, default: false]
    guard isThere else { return [] }
    var given = configuration
    var free: Set<Int> = []
    for name in event.needs { give(name, &given, &free, isNeeded: true) }
    for name in event.takes { give(name, &given, &free, isNeeded: false) }
    return try candidates(of: event, given, free: free, .person, isAnywhere: isAnywhere).steps
  }

  /// Lets an input have any value that the field can hold.
  private func give(_ name: String, _ given: inout Configuration, _ free: inout Set<Int>, isNeeded: Bool) {
    guard let field = machine.index(ofField: name) else { return }
    let cell = machine.fieldCell(field)
    let isSet = given.cells[cell] & FieldDomain.null == 0
    let domain = machine.domains[field]
    given.cells[cell] = isNeeded || isSet ? domain.present : domain.everything
    free.insert(cell)
    machine.unrelate(field, &given)
    free.formUnion(machine.related[field].map(machine.fieldCell))
  }

  /// Returns the steps by the candidates that can be taken, whether one of them surely is, and whether an assignment
  /// can fail so that nothing happens.
  private mutating func candidates(
    of event: EventDefinition, _ configuration: Configuration, free: Set<Int>, _ asker: MachineView.Asker,
    isAnywhere: Bool
  ) throws(RefinementNeeded) -> (steps: [Step], isDecided: Bool, mayFail: Bool) {
    var (steps, mayFail): ([Step], Bool) = ([], false)
    var pending = [configuration]
    for (index, candidate) in event.candidates.enumerated() {
      var next: [Configuration] = []
      let place = ExplorationStats.GuardPlace(
        state: isAnywhere ? nil : configuration.state, event: event.name, candidate: index, rule: 0)
      for variant in pending {
        for (refined, guarded) in try decide(candidate.guards, variant, free, asker, place) {
          let outcomes = guarded.mayHold ? machine.awaiting(candidate, refined, guarded) : guarded
          if guarded.mayHold, !candidate.awaits.isEmpty {
            stats.awaited[place] = outcomes.mayHold || stats.awaited[place, default: false]
          }
          if outcomes.mayHold {
            stats.taken.insert(place)
            // A person or another case is told of a refusal; only for the engine it matters here.
            if asker == .engine, !mayFail { mayFail = machine.mayFail(candidate, refined, asker) }
            steps += apply(event, index, to: refined, isAnywhere: isAnywhere, asker).map { step in
              step.leaning(on: outcomes.mustHold ? nil : machine.loose(candidate.guards.map(\.condition)))
            }
            if outcomes.mustHold { noteOverlaps(event, after: index, refined, asker, place) }
          }
          if outcomes.mayRefuse { next.append(refined) }
        }
      }
      pending = next
      if pending.isEmpty { break }
    }
    return (steps, pending.isEmpty, mayFail)
  }

  private mutating func noteOverlaps(
    _ event: EventDefinition, after index: Int, _ configuration: Configuration, _ asker: MachineView.Asker,
    _ place: ExplorationStats.GuardPlace
  ) {
    guard index + 1 < event.candidates.count else { return }
    let view = MachineView(machine: machine, configuration: configuration, asker: asker)
    for later in (index + 1)..<event.candidates.count {
      let rules = event.candidates[later].guards
      guard !rules.isEmpty, machine.mayAllHold(rules, view) else { continue }
      stats.overlaps.insert([
        place, ExplorationStats.GuardPlace(state: place.state, event: place.event, candidate: later, rule: 0),
      ])
    }
  }

  // MARK: - Guards

  /// Evaluates all guards together, for each of the values that the inputs can have.
  private mutating func decide(
    _ rules: [GuardRule], _ configuration: Configuration, _ free: Set<Int>, _ asker: MachineView.Asker,
    _ place: ExplorationStats.GuardPlace
  ) throws(RefinementNeeded) -> [(Configuration, Outcomes)] {
    var waiting = [configuration]
    var decided: [(Configuration, Outcomes)] = []
    while let current = waiting.popLast() {
      var total: Outcomes = []
      var refinement: RefinementNeeded?
      var view = MachineView(machine: machine, configuration: current, asker: asker)
      for shared in machine.sharings(read: rules.map(\.condition)) {
        view.shared = shared
        let (outcomes, found) = all(rules, view, place)
        total.formUnion(outcomes)
        guard let found else { continue }
        if !free.contains(found.cell) { throw found }
        refinement = found
        break
      }
      if let refinement, waiting.count < 256 {
        for part in refinement.parts {
          var finer = current
          finer.cells[refinement.cell] = part
          waiting.append(finer)
        }
      } else {
        decided.append((current, refinement == nil ? total : .open))
      }
    }
    return decided
  }

  /// Evaluates the rules together in one view; `refinement` is set if a field must be refined first.
  private mutating func all(
    _ rules: [GuardRule], _ view: MachineView, _ place: ExplorationStats.GuardPlace
  ) -> (outcomes: Outcomes, refinement: RefinementNeeded?) {
    var total = Outcomes.holds
    for (index, rule) in rules.enumerated() {
      let verdict = memory.verdict(rule.condition, view)
      let outcomes = verdict.outcomes
      if let found = verdict.refinement { return (total, found) }
      noteReads(of: rule.condition, view.configuration)
      note(
        outcomes,
        ExplorationStats.GuardPlace(state: place.state, event: place.event, candidate: place.candidate, rule: index))
      if !outcomes.mayHold { return (.refuses, nil) }
      if outcomes.mayRefuse { total = .open }
    }
    return (total, nil)
  }

  private mutating func outcomes(
    of condition: Guard, _ configuration: Configuration, _ asker: MachineView.Asker
  ) throws(RefinementNeeded) -> Outcomes {
    var view = MachineView(machine: machine, configuration: configuration, asker: asker)
    var total: Outcomes = []
    for shared in machine.sharings(read: [condition]) {
      view.shared = shared
      let verdict = memory.verdict(condition, view)
      if let refinement = verdict.refinement { throw refinement }
      total.formUnion(verdict.outcomes)
    }
    noteReads(of: condition, configuration)
    return total
  }

  private mutating func note(_ outcomes: Outcomes, _ place: ExplorationStats.GuardPlace) {
    stats.guards[place, default: []].formUnion(outcomes)
  }

  private mutating func noteReads(of condition: Guard, _ configuration: Configuration) {
    for read in condition.reads where read.count >= 2 && read[0] == "data" {
      guard let field = machine.index(ofField: read[1]) else { continue }
      if configuration.cells[machine.fieldCell(field)] == FieldDomain.null {
        stats.readUnset.insert(read[1])
      } else {
        stats.readSet.insert(read[1])
      }
    }
  }

  // MARK: - People

  /// Whether one of the roles means anybody.
  private func isAnybody(_ roles: [String], _ configuration: Configuration) throws(RefinementNeeded) -> Bool {
    var refinement: RefinementNeeded?
    for name in roles {
      guard let role = machine.workflow.roles[name] else { continue }
      switch machine.meaning(of: role, configuration) {
      case .somebody: return true
      case .nobody: continue
      case .open(let found):
        guard let found else { return true }
        refinement = found
      }
    }
    if let refinement { throw refinement }
    return false
  }

  private func approvalSteps(_ state: StateDefinition, _ configuration: Configuration) -> [Step] {
    guard let rule = state.approval, configuration.approval == .open else { return [] }
    var agreement = StepLabel(.approve)
    agreement.happened = machine.told(event: AvailableAction.approve, in: state.name)
    var steps = machine.agreed(configuration).map { Step(label: agreement, next: $0) }
    for refusal in machine.refusals(of: rule, configuration) {
      switch refusal {
      case .state(let target):
        steps += machine.moved(configuration, to: target, by: AvailableAction.refuse, StepLabel(.refuse))
      case .step(let step):
        var returned = machine.returned(to: step, configuration)
        machine.count(AvailableAction.refuse, &returned)
        var label = StepLabel(.refuse)
        label.happened = machine.told(event: AvailableAction.refuse, in: state.name)
        steps.append(Step(label: label, next: returned))
      }
    }
    return steps
  }

  // MARK: - Time and tracks

  private func clockSteps(_ configuration: Configuration) -> [Step] {
    var steps: [Step] = []
    for (index, clock) in machine.clocks.enumerated() {
      let cell = machine.clockCell(index)
      switch machine.phase(of: index, in: configuration) {
      case .running where machine.liveness.lapses(index, in: configuration.state):
        var next = configuration
        next.cells[cell] = ClockPhase.late.rawValue
        steps.append(Step(label: StepLabel(.lapse(clock.name)), next: next))
      case .late where clock.extend != nil:
        var next = configuration
        next.cells[cell] = ClockPhase.running.rawValue
        steps.append(Step(label: StepLabel(.extend(clock.name)), next: next))
      default: break
      }
      if clock.correct != nil, let corrected = machine.phase(of: index, in: configuration).corrected {
        var next = configuration
        next.cells[cell] = corrected.rawValue
        machine.count(AvailableAction.correct(clock.name), &next)
        steps.append(Step(label: clockEvent(AvailableAction.correct(clock.name), configuration), next: next))
      }
    }
    for name in machine.clockEvents {
      var next = configuration
      machine.count(name, &next)
      steps.append(Step(label: clockEvent(name, configuration), next: next))
    }
    return steps
  }

  private func clockEvent(_ name: String, _ configuration: Configuration) -> StepLabel {
    var label = StepLabel(.onClock(name))
    label.happened = machine.told(event: name, in: machine.state(configuration).name)
    return label
  }

  private func trackMoves(_ configuration: Configuration) -> (steps: [Step], isStable: Bool) {
    var steps: [Step] = []
    var urgent: [Step] = []
    for (index, group) in machine.groups.enumerated() {
      guard let summary = group.summary else { continue }
      var previous: UInt16?
      for (place, member) in configuration.tracks[index].enumerated() where member != previous {
        previous = member
        guard member & Configuration.frozen == 0 else { continue }
        let stateClass = summary.classes[Int(member)]
        for (edge, move) in stateClass.edges.enumerated() {
          var next = configuration
          next.tracks[index][place] = UInt16(move.target)
          next.tracks[index].sort()
          var label = StepLabel(.track(group: index, from: member, edge: edge))
          let told = summary.labels[move.label]
          label.happened = machine.told(told.happened, by: group.name)
          if machine.isRoot { machine.write(told.caseWrites, into: &next) } else { label.caseWrites = told.caseWrites }
          for followed in machine.followed(next, writes: machine.isRoot ? Set(told.caseWrites.keys) : []) {
            let step = Step(label: label, next: followed)
            if stateClass.isStable { steps.append(step) } else { urgent.append(step.automatic(isSure: true)) }
          }
        }
      }
    }
    steps += machine.followingOthers(configuration).map { group, next in
      Step(label: StepLabel(.list(group: group)), next: next)
    }
    return urgent.isEmpty ? (steps, true) : (urgent, false)
  }
}

extension Stepper.Step {
  fileprivate func leaning(on condition: String?) -> Stepper.Step {
    guard let condition else { return self }
    var label = label
    label.leansOn = condition
    return Stepper.Step(label: label, next: next)
  }

  fileprivate func automatic(isSure: Bool) -> Stepper.Step {
    var label = label
    label.isAutomatic = true
    label.isSure = isSure
    return Stepper.Step(label: label, next: next)
  }
}
