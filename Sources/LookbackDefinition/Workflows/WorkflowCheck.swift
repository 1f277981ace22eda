import LookbackCore

/// Checks what can be seen in a workflow without following its courses of events.
struct WorkflowCheck {
  let workflow: Workflow
  let places: DefinitionPlaces
  var log: DiagnosticLog

  mutating func run() {
    // A reference that could not be resolved would make a good state look as if nothing led to it.
    guard !log.diagnostics.contains(where: { $0.severity == .error }), !workflow.states.isEmpty else { return }
    for state in workflow.states { checkReopening(state) }
    checkGroups()
    checkVisibility()
  }

  /// Reports a group whose name has another meaning already. A name stands for the tracks of one workflow, and only
  /// once in a state.
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

  private mutating func checkReopening(_ state: StateDefinition) {
    for name in state.reopen
    where state.event(name) == nil && !workflow.anywhere.contains(where: { $0.event.name == name }) {
      log.error(
        "unknown-event", "`\(name)` has nowhere to go: write it among the events of `\(state.name)`", at: place(state))
    }
  }

  /// Checks the references to other workflows.
  mutating func crossings(in web: DefinitionGraph) {
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

  /// Reports keys without effect in a workflow that others run as their tracks, and that does not say who may open it.
  mutating func keysOfCases(in web: DefinitionGraph) {
    guard let parent = web.parents(of: workflow.reference.name).first else { return }
    for key in places.ofCases {
      log.error(
        "misplaced-key",
        "`\(parent)` runs it for its tracks, so that no case of it is opened: remove `\(key.name)`, "
          + "or add `open`", at: key.location)
    }
  }

  /// Checks the names of the calendar and the time zone.
  mutating func surroundings(calendars: Set<String>?, zones: Set<String>?) {
    if let place = places.calendar, let calendars, !calendars.contains(workflow.calendar) {
      log.unknown("unknown-calendar", "calendar", workflow.calendar, among: calendars.sorted(), at: place)
    }
    if let place = places.timezone, let zones, !zones.contains(workflow.timezone) {
      let advice = "write a name of the tz database, such as Asia/Shanghai"
      log.error("unknown-timezone", "no time zone is called `\(workflow.timezone)`: \(advice)", at: place)
    }
  }

  func place(_ state: StateDefinition) -> SourceLocation { places.states[state.name] ?? places.workflow }
}
