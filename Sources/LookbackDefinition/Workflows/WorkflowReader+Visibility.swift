import LookbackCore

extension WorkflowReader {
  mutating func visibility(_ node: SourceNode) -> Visibility {
    places.see = node.location
    guard let keys = log.keys(of: node, as: .see) else { return Visibility() }
    var fields: [String: [Visibility.Rule]] = [:]
    for (key, value) in log.pairs(keys["fields"], "`fields`") {
      guard let name = inputs(key, "a field").first else { continue }
      guard name != Workflow.reason else {
        log.error("unknown-field", "`reason` is no field: it is kept with the event", at: key.location)
        continue
      }
      fields[name] = rules(value)
      if fields[name]?.contains(where: { $0.states != [] }) != true {
        log.error(
          "unseen-field", "nobody ever reads `\(name)`: name roles, and states in which they do", at: key.location)
      }
    }
    return Visibility(cases: keys["cases"].map { rules($0) }, fields: fields)
  }

  /// Reads a role, a rule, or a list of both.
  private mutating func rules(_ node: SourceNode) -> [Visibility.Rule] {
    (node.items ?? [node]).compactMap { item in
      guard item.text == nil else { return Visibility.Rule(who: roleNames(item, "a role")) }
      guard let keys = log.keys(of: item, as: .seeRule), let who = log.required("who", of: keys, in: "a rule of `see`")
      else { return nil }
      let (within, except) = (keys["in"], keys["except in"])
      if within != nil, let except {
        log.error("misplaced-key", "`in` and `except in` exclude each other: keep one", at: except.location)
      }
      let excepted = Set(stateNames(except, "`except in`"))
      let others = except.map { _ in names.states.filter { !excepted.contains($0) } }
      return Visibility.Rule(
        who: roleNames(who, "`who`"), states: within.map { stateNames($0, "`in`") } ?? others)
    }
  }
}

extension WorkflowCheck {
  /// Reports roles that act in a state in which they may not see the case, and texts that everybody reads who sees the
  /// case although they wait for a signature.
  mutating func checkVisibility() {
    let visibility = workflow.visibility
    if let rules = visibility.cases {
      checkClocks(seenBy: rules)
      for state in workflow.states {
        let seeing = rules.seeing(in: state)
        let unseeing = workflow.actors(in: state).filter { !workflow.covers(seeing, $0) }
        for actor in unseeing {
          log.error(
            "unseen-actor",
            "`\(workflow.name(of: actor))` acts in `\(state.name)` and may not see the case then: "
              + "add it to `cases`", at: places.see ?? place(state))
        }
      }
    }
    for state in workflow.states {
      guard let bound = state.approval?.binds, bound.scope == .data, visibility.fields[bound.field] == nil else {
        continue
      }
      log.warning(
        "open-draft",
        "everybody who sees the case reads `\(bound.field)` before it is approved: "
          + "say who may under `see`, `fields`", at: place(state))
    }
  }

  /// Reports roles that extend or correct a clock and see the case in no state in which it can run.
  private mutating func checkClocks(seenBy rules: [Visibility.Rule]) {
    for clock in workflow.clocks {
      let running = workflow.states.filter { !$0.isFinal && !clock.stopsIn.contains($0.name) }
      let extending = (clock.extend?.who ?? []) + (clock.extend?.ask ?? [])
      for name in (extending + (clock.correct?.who ?? [])).eachOnce {
        guard let role = workflow.roles[name] else { continue }
        guard !running.contains(where: { workflow.covers(rules.seeing(in: $0), role) }) else { continue }
        log.error(
          "unseen-actor",
          "`\(name)` extends or corrects `\(clock.name)` and sees the case in no state in which it runs: "
            + "add it to `cases`", at: places.see ?? places.workflow)
      }
    }
  }
}

extension [Visibility.Rule] {
  /// The roles that see the case in a state.
  fileprivate func seeing(in state: StateDefinition) -> [String] {
    filter { $0.states?.contains(state.name) ?? true }.flatMap(\.who)
  }
}

extension Workflow {
  /// The people who can do something in a state.
  fileprivate func actors(in state: StateDefinition) -> [Role] {
    var names = state.who + state.events.filter(\.isForPersons).flatMap { state.roles(of: $0) }
    for other in self.anywhere where other.event.isForPersons && !other.exceptIn.contains(state.name) {
      names += other.event.who
    }
    if state.isFinal { names += self.lookBacks.flatMap(\.who) }
    let named = names.eachOnce.compactMap { self.roles[$0] }
    return (named + (state.approval?.steps.flatMap(\.ask) ?? [])).eachOnce
  }

  /// Whether one of these roles means the same people.
  fileprivate func covers(_ names: [String], _ role: Role) -> Bool { names.contains { self.roles[$0] == role } }

  /// The name of a role; that of its post if the role has none.
  fileprivate func name(of role: Role) -> String {
    if let name = self.roles.keys.sorted().first(where: { self.roles[$0] == role }) { return name }
    return switch role {
    case .post(let post, _): post
    case .person(let path): path.description
    }
  }
}
