import LookbackCEL
import LookbackCore
import LookbackDefinition
import LookbackTime

/// Checks of clocks, reminders, timers and look-backs.
extension WorkflowProof {
  mutating func checkClocks() {
    for clock in workflow.clocks {
      checkStart(of: clock)
      for (index, reminder) in clock.reminders.enumerated() { check(reminder, index, clock) }
    }
  }

  private mutating func checkStart(of clock: ClockDefinition) {
    let starts = explorations.map { $0.starts(of: clock) }
    let place = places.part(clock.isStatutory ? "from" : "at", ofClock: clock.name)
    if starts.allSatisfy(\.isEmpty) {
      return report(TimeFinding.clockNeverStarts(clock: clock.name), at: place)
    }
    let runs = zip(explorations, starts).contains { exploration, nodes in
      nodes.contains { !clock.isStopped(in: exploration.state(of: $0)) }
    }
    guard !runs else { return }
    report(TimeFinding.clockStopsAtOnce(clock: clock.name), at: places.part("stops in", ofClock: clock.name))
  }

  private mutating func check(_ reminder: Reminder, _ index: Int, _ clock: ClockDefinition) {
    switch reminder.direction {
    case .before:
      guard case .runs(let term, _) = clock.term, reminder.ladder == nil, let span = reminder.span,
        clock.endsSurely(within: span)
      else { return }
      report(TimeFinding.reminderTooEarly(span, term: term), at: places.reminder(index, of: clock.name))
    case .after:
      guard clock.breach != nil, reminder.ladder == nil, reminder.span != nil else { return }
      report(TimeFinding.reminderAfterBreach, at: places.reminder(index, of: clock.name))
    }
  }

  /// Reports timed events whose guards can refuse when they are due, because the engine asks them once.
  mutating func checkLostTimers() {
    var told: Set<ExplorationStats.GuardPlace> = []
    for exploration in explorations {
      for (place, configuration) in exploration.stats.lost.sorted(by: { $0.key < $1.key })
      where told.insert(place).inserted {
        let state = place.state.map { workflow.states[$0].name }
        let fits = { (node: Int) in exploration.nodes[node] == configuration }
        let way = exploration.way(to: fits) ?? []
        report(
          TimeFinding.timerNotRetried(event: place.event), at: places.part("after", of: place.event, in: state),
          course: CounterexampleTrace.course(exploration, way, at: exploration.beginnings.first(where: fits)))
      }
    }
  }

  /// Reports timers of a state before which another timer always comes.
  mutating func checkTimers() {
    for state in workflow.states {
      let timers = workflow.events(in: state).compactMap { event -> (EventDefinition, Span)? in
        event.wait.map { (event, $0) }
      }
      // An event of `anywhere` can fire in another state.
      for (event, span) in timers where state.event(event.name) != nil {
        let earlier = timers.first { other, earlier in
          other.name != event.name && earlier.mostDays < span.leastDays && other.leavesSurely
        }
        guard let earlier else { continue }
        report(
          TimeFinding.timerNeverFires(
            event: event.name, state: state.name, earlier: earlier.0.name, after: earlier.1),
          at: places.part("after", of: event.name, in: state.name))
      }
    }
  }

  /// Reports look-backs whose event never happens on the way to the end.
  mutating func checkLookBacks() {
    for (index, rule) in workflow.lookBacks.enumerated() {
      let happens = explorations.contains { exploration in
        let ends = exploration.nodes.indices.filter { exploration.state(of: $0).isFinal }
        let ending = exploration.leading(to: ends)
        return exploration.nodes.indices.contains { node in
          exploration.edges[node].contains { edge in
            ending[edge.target] && exploration.labels[edge.label].isEvent(named: rule.afterEvent)
          }
        }
      }
      guard !happens else { continue }
      report(TimeFinding.lookBackNever(event: rule.afterEvent), at: places.lookBack(index))
    }
  }
}

extension ClockDefinition {
  func isStopped(in state: StateDefinition) -> Bool { self.stopsIn.contains(state.name) || state.isFinal }
}

extension StepLabel {
  /// Whether the step is this event: one of the definition, a decision or an action on a clock.
  func isEvent(named name: String) -> Bool {
    switch act {
    case .event(let event, _, _): event == name
    case .approve: name == AvailableAction.approve
    case .refuse: name == AvailableAction.refuse
    case .extend(let clock): name == AvailableAction.extend(clock)
    case .onClock(let event): name == event
    case .lapse, .list, .track, .look: false
    }
  }

  /// Whether the step may start a clock, and whether it surely does.
  func starts(_ clock: ClockDefinition, in machine: Machine, _ target: Configuration) -> (may: Bool, must: Bool) {
    switch clock.term {
    case .runs(_, from: .event(let name)):
      let does = isEvent(named: name)
      return (does, does)
    case .runs(_, from: .state(let name)):
      let does = entered.map { machine.workflow.states[$0].name == name } ?? false
      return (does, does)
    case .at(let path):
      guard path.scope == .data || machine.isRoot else {
        let writes = caseWrites.keys.contains(path.field)
        return (writes, writes)
      }
      let may = writes.contains(path.field) || mayWrite.contains(path.field)
      guard may, let field = machine.index(ofField: path.field) else {
        return (may, may && writes.contains(path.field))
      }
      let held = target.cells[machine.fieldCell(field)]
      return (held != FieldDomain.null, writes.contains(path.field) && held != FieldDomain.null)
    case .computed(let expression): return (mayChange(expression, in: machine), false)
    }
  }

  /// Whether the value of the expression can differ after the step, or count again.
  private func mayChange(_ expression: Guard, in machine: Machine) -> Bool {
    if isSilent { return false }
    if case .lapse = act { return false }
    if case .track = act { return true }
    return entered != nil
      || expression.reads.contains { read in
        guard read.count >= 2, read[0] == "data" || (machine.isRoot && read[0] == "case") else { return true }
        return writes.contains(read[1]) || mayWrite.contains(read[1])
      }
  }
}

extension Exploration {
  /// The nodes in which a clock may have just started.
  func starts(of clock: ClockDefinition) -> Set<Int> {
    var found: Set<Int> = []
    for node in nodes.indices {
      for edge in edges[node]
      where labels[edge.label].starts(clock, in: machine, nodes[edge.target]).may { found.insert(edge.target) }
    }
    for node in beginnings where startsOpening(clock, node) { found.insert(node) }
    return found
  }

  /// Whether opening a case or a track may start the clock.
  func startsOpening(_ clock: ClockDefinition, _ node: Int) -> Bool {
    switch clock.term {
    case .runs(_, from: .state(let name)): return state(of: node).name == name
    case .runs(_, from: .event(let name)): return name == "open"
    case .at(let path):
      guard machine.isRoot else { return path.scope == .case }
      guard let field = machine.index(ofField: path.field) else { return true }
      return nodes[node].cells[machine.fieldCell(field)] != FieldDomain.null
    case .computed: return true
    }
  }
}
