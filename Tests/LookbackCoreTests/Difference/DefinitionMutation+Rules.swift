import LookbackCore
import LookbackTime

/// What a workflow says once, or beside its states.
extension DefinitionMutation {
  mutating func lookBack(_ rule: inout LookBackRule) -> Bool {
    switch below(8) {
    case 0: rule.name += "x"
    case 1: rule.title = label(rule.title)
    case 2: rule.condition = rule.condition == nil ? expression() : nil
    case 3: rule.span = Span(rule.span.count + 1, rule.span.unit)
    case 4: rule.afterEvent += "x"
    case 5: return list(&rule.who, "new")
    case 6: rule.event += "x"
    default: return reminders(&rule.reminders)
    }
    return true
  }

  mutating func moves(_ workflow: inout Workflow) -> Bool {
    guard var moves = workflow.moves, below(6) > 0 else {
      workflow.moves = workflow.moves == nil ? Moves(from: [1]) : nil
      return true
    }
    switch below(5) {
    case 0: moves.from.append(9)
    case 1: moves.states["old"] = "registered"
    case 2: moves.clocks["reply"] = moves.clocks["reply"] == .keep ? .cancel : .keep
    case 3: moves.data["old"] = "size"
    default: moves.clear.append("old")
    }
    workflow.moves = moves
    return true
  }

  mutating func opening(_ workflow: inout Workflow) -> Bool {
    guard var opening = workflow.opening, below(6) > 0 else {
      workflow.opening = workflow.opening == nil ? OpeningRule(who: ["office"]) : nil
      return true
    }
    switch below(3) {
    case 0: _ = list(&opening.who, "new")
    case 1: _ = list(&opening.takes, "new")
    default:
      guard let expression = expression() else { return false }
      opening.guards.append(GuardRule(condition: expression, otherwise: Label(english: nil, chinese: nil)))
    }
    workflow.opening = opening
    return true
  }

  mutating func datingBack(_ workflow: inout Workflow) -> Bool {
    let rule = DatingBack.allowed(who: ["office"], atMost: Span(below(9), .days), needsReason: below(2) > 0)
    guard below(2) > 0, !workflow.states.isEmpty else {
      workflow.back = below(3) > 0 ? rule : .never
      return true
    }
    let index = below(workflow.states.count)
    guard !workflow.states[index].events.isEmpty else { return false }
    let event = below(workflow.states[index].events.count)
    if below(3) == 0 { workflow.states[index].events[event].leavesTracks.toggle() }
    workflow.states[index].events[event].back = [nil, .never, rule][below(3)]
    return true
  }

  mutating func counts(_ workflow: inout Workflow) -> Bool {
    guard var counts = workflow.counts, below(6) > 0 else {
      workflow.counts = workflow.counts == nil ? CountRule(answers: ["close"]) : nil
      return true
    }
    switch below(3) {
    case 0: _ = list(&counts.onTime, "new")
    case 1: _ = list(&counts.answers, "new")
    default: _ = list(&counts.apart, "new")
    }
    workflow.counts = counts
    return true
  }

  mutating func visibility(_ workflow: inout Workflow) -> Bool {
    let rules = (0..<below(3)).map { _ in
      Visibility.Rule(who: ["office"], states: [nil, [], ["closed"], ["closed", "open"]][below(4)])
    }
    guard below(2) > 0, !workflow.fields.isEmpty else {
      workflow.visibility.cases = below(4) > 0 ? rules : nil
      return true
    }
    workflow.visibility.fields[workflow.fields[below(workflow.fields.count)].name] = below(4) > 0 ? rules : nil
    return true
  }
}
