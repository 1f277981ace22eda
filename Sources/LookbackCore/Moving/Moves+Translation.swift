/// Writes definitions of an older version with the names of the newer one, so that what was only renamed compares as
/// equal.
extension Moves {
  /// Returns the path with the new name of its field.
  package func translated(_ path: ValuePath) -> ValuePath {
    path.scope == .data ? ValuePath(scope: .data, field: field(path.field)) : path
  }

  /// Returns the rule with the new names of its fields.
  package func translated(_ rule: ApprovalRule) -> ApprovalRule {
    var rule = rule
    rule.refusal = state(rule.refusal)
    rule.binds = rule.binds.map(translated)
    for index in rule.steps.indices {
      if case .state(let name) = rule.steps[index].refusal { rule.steps[index].refusal = .state(state(name)) }
      rule.steps[index].ask = rule.steps[index].ask.map(translated)
    }
    return rule
  }

  package func translated(_ role: Role) -> Role {
    switch role {
    case .person(let path): .person(translated(path))
    case .post(let name, .field(let path)): .post(name, of: .field(translated(path)))
    case .post: role
    }
  }

  package func translated(_ clock: ClockDefinition) -> ClockDefinition {
    var clock = clock
    switch clock.term {
    case .runs(let span, .state(let name)): clock.term = .runs(span, from: .state(state(name)))
    case .at(let path): clock.term = .at(translated(path))
    case .runs, .computed: break
    }
    clock.stopsIn = clock.stopsIn.map(state)
    clock.pausesIn = clock.pausesIn.map(state)
    return clock
  }

  package func translated(_ old: StateDefinition) -> StateDefinition {
    var new = old
    new.name = state(old.name)
    new.events = old.events.map(translated)
    new.approval = old.approval.map(translated)
    for index in new.tracks.indices { new.tracks[index].each = translated(new.tracks[index].each) }
    return new
  }

  package func translated(_ old: EventDefinition) -> EventDefinition {
    var event = old
    event.needs = old.needs.map(field)
    event.takes = old.takes.map(field)
    event.sender = old.sender.map(translated)
    event.candidates = old.candidates.map { old in
      var candidate = old
      candidate.target = old.target.map(state)
      candidate.clear = old.clear.map(translated)
      for index in candidate.assignments.indices {
        candidate.assignments[index].path = translated(candidate.assignments[index].path)
      }
      if let number = old.number { candidate.number?.into = translated(number.into) }
      candidate.effects = old.effects.map { effect in
        if case .signal(let event, let path) = effect { return .signal(event: event, to: translated(path)) }
        return effect
      }
      return candidate
    }
    return event
  }

  /// Returns the whole older version with the new names of its states and fields. The texts of guards stay as they are.
  package func translated(_ old: Workflow) -> Workflow {
    var new = old
    for index in new.fields.indices { new.fields[index].name = field(new.fields[index].name) }
    new.roles = old.roles.mapValues(translated)
    new.clocks = old.clocks.map(translated)
    new.states = old.states.map(translated)
    new.anywhere = old.anywhere.map {
      AnywhereEvent(event: translated($0.event), exceptIn: $0.exceptIn.map(state))
    }
    return new
  }
}

extension ApprovalRule {
  /// Returns whether decisions on this approval count for the other one, because it asks the same people for the same.
  func asksLike(_ other: ApprovalRule) -> Bool {
    steps.count == other.steps.count && neverActorOf == other.neverActorOf && refusal == other.refusal
      && binds == other.binds && zip(steps, other.steps).allSatisfy { $0.asksLike($1) }
  }
}

extension ApprovalRule.Step {
  fileprivate func asksLike(_ other: ApprovalRule.Step) -> Bool {
    ask == other.ask && need == other.need && isParallel == other.isParallel && condition == other.condition
      && refusal == other.refusal
  }
}

extension Workflow {
  /// Returns whether this version and a newer one count a clock in the same way. Both clocks have the names of the
  /// newer one.
  package func measures(_ clock: ClockDefinition, like other: ClockDefinition, of newer: Workflow) -> Bool {
    clock.term == other.term && clock.counting == other.counting && self.calendar == newer.calendar
  }
}
