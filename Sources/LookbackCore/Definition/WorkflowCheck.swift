/// Proves what can be seen without running: every state can be reached and left, every wait ends some day.
struct WorkflowCheck {
  let workflow: Workflow
  let places: DefinitionPlaces
  var log: DiagnosticLog

  mutating func run() {
    // A reference that could not be resolved would make a good state look dead.
    guard !log.diagnostics.contains(where: { $0.severity == .error }), let first = workflow.states.first else { return }
    let graph = StateGraph(workflow: workflow)
    let reachable = graph.reachable(from: [first.name])
    let ending = graph.leading(to: workflow.states.filter(\.isFinal).map(\.name))
    for state in workflow.states {
      guard reachable.contains(state.name) else {
        log.error(
          "unreachable-state", "`\(state.name)` can never be entered: lead an event to it or remove it",
          at: place(state))
        continue
      }
      if !state.isFinal { checkExit(state, graph, ending) }
      checkReopening(state)
    }
    checkWaits(graph, reachable)
    checkGroups()
  }

  /// A group's name stands for tracks of one workflow, opened once when its state is entered.
  private mutating func checkGroups() {
    var running: [String: String] = [:]
    for state in workflow.states {
      for (index, rule) in state.tracks.enumerated() {
        let isTwin = state.tracks.prefix(index).contains { $0.group == rule.group }
        if isTwin || running[rule.group, default: rule.workflow] != rule.workflow {
          log.error(
            "duplicate-group", "`\(rule.group)` already names other tracks: choose another name", at: place(state))
        }
        running[rule.group] = rule.workflow
      }
    }
  }

  private mutating func checkExit(_ state: StateDefinition, _ graph: StateGraph, _ ending: Set<String>) {
    if graph.targets(of: state.name).subtracting([state.name]).isEmpty {
      log.error("dead-end", "nothing leaves `\(state.name)`: add an event, or `final: true`", at: place(state))
    } else if !ending.contains(state.name) {
      log.error(
        "never-ends", "no final state can be reached from `\(state.name)`: lead an event to one", at: place(state))
    }
  }

  private mutating func checkReopening(_ state: StateDefinition) {
    for name in state.reopen
    where state.event(name) == nil && !workflow.anywhere.contains(where: { $0.event.name == name }) {
      log.error(
        "unknown-event", "`\(name)` has nowhere to go: write it among the events of `\(state.name)`", at: place(state))
    }
  }

  private mutating func checkWaits(_ graph: StateGraph, _ reachable: Set<String>) {
    let timed = ClockCoverage(workflow: workflow, graph: graph).states
    for state in workflow.states where reachable.contains(state.name) && !state.isFinal {
      guard !state.waitsWithoutLimit, !timed.contains(state.name), state.approval?.due == nil else { continue }
      let hasTimer = state.events.contains { event in
        if case .after = event.trigger { true } else { false }
      }
      if !hasTimer {
        log.warning(
          "untimed-wait", "no clock runs in `\(state.name)`: add one, or `waits: without limit`", at: place(state))
      }
    }
  }

  /// References to other workflows.
  mutating func crossings(in web: DefinitionWeb) {
    for crossing in places.crossings {
      guard let roles = web.roles[crossing.workflow] else {
        if crossing.role == nil, web.isComplete {
          log.unknown("unknown-workflow", "workflow", crossing.workflow, among: web.names, at: crossing.location)
        }
        continue
      }
      if let role = crossing.role, !roles.contains(role) {
        log.unknown("unknown-role", "role of `\(crossing.workflow)`", role, among: roles, at: crossing.location)
      }
    }
  }

  /// The calendar and the time zone.
  mutating func surroundings(calendars: Set<String>?, zones: Set<String>?) {
    if let place = places.calendar, let calendars, !calendars.contains(workflow.calendar) {
      log.unknown("unknown-calendar", "calendar", workflow.calendar, among: calendars.sorted(), at: place)
    }
    if let place = places.timezone, let zones, !zones.contains(workflow.timezone) {
      let advice = "write a name of the tz database, such as Asia/Shanghai"
      log.error("unknown-timezone", "no time zone is called `\(workflow.timezone)`: \(advice)", at: place)
    }
  }

  private func place(_ state: StateDefinition) -> SourceLocation { places.states[state.name] ?? places.workflow }
}
