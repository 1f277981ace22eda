/// What a person may wish.
enum ModelCommand {
  case fire(String, number: Int?, flag: Bool?)
  case extend(String)
  case approve
  case refuse
}

extension ModelCase {
  /// Does what the person of a role wishes; false if it is refused.
  mutating func submit(_ command: ModelCommand, by role: Int, on day: Int) -> Bool {
    let isDone =
      switch command {
      case .fire(let name, let number, let flag): fire(name, number, flag, by: role, on: day)
      case .extend(let clock): extend(clock, by: role, on: day)
      case .approve: approve(by: role)
      case .refuse: refuse(by: role, on: day)
      }
    guard isDone else { return false }
    now = max(now, day)
    settle(on: day)
    return true
  }

  private mutating func fire(_ name: String, _ number: Int?, _ flag: Bool?, by role: Int, on day: Int) -> Bool {
    guard !isEnded else { return false }
    let here = workflow.states[state].events + workflow.anywhere
    guard let event = here.first(where: { $0.name == name }), case .person(role) = event.trigger else { return false }
    guard !event.needsNumber || (number ?? self.number) != nil else { return false }
    var trial = self
    if let number { trial.number = number }
    if let flag { trial.flag = flag }
    guard let candidate = event.candidates.first(where: { trial.holds($0.condition) }) else { return false }
    trial.take(event, candidate, by: role, on: day)
    self = trial
    return true
  }

  private mutating func extend(_ name: String, by role: Int, on day: Int) -> Bool {
    guard !isEnded, let clock = workflow.clocks.first(where: { $0.name == name }), let rule = clock.granting,
      rule.who == role, var run = clocks[name], run.stopped == nil, run.grants.count < rule.atMost
    else { return false }
    run.grants.append((on: day, by: rule.by))
    clocks[name] = run
    log.append("extend \(name)")
    return true
  }

  /// Who may decide now: a post is asked whoever holds it, and who is barred must leave it to others.
  var asked: Set<Int> {
    let barred = workflow.states[state].approval?.never.flatMap { lastActor[$0] }
    return shown.filter { $0 != barred }
  }

  /// Whose posts are asked.
  var shown: Set<Int> {
    guard let open = approval, open.current < open.steps.count, let rule = workflow.states[state].approval else {
      return []
    }
    let step = rule.steps[open.steps[open.current]]
    let left = step.ask.filter { !open.agreed.contains($0) }
    // One after the other are those who must all agree.
    let isInTurn = !step.isParallel && step.need == step.ask.count
    return Set(isInTurn ? Array(left.prefix(1)) : left)
  }

  /// Whether everybody who is asked now must agree; where a number is enough, the notation leaves open who is shown.
  var mustAllAgree: Bool {
    guard let open = approval, open.current < open.steps.count, let rule = workflow.states[state].approval else {
      return true
    }
    let step = rule.steps[open.steps[open.current]]
    return step.need == step.ask.count
  }

  private mutating func approve(by role: Int) -> Bool {
    guard asked.contains(role), var open = approval, let rule = workflow.states[state].approval else { return false }
    log.append("approve")
    open.agreed.append(role)
    if open.agreed.count == rule.steps[open.steps[open.current]].need {
      open.current += 1
      open.agreed = []
    }
    approval = open
    return true
  }

  private mutating func refuse(by role: Int, on day: Int) -> Bool {
    guard asked.contains(role), var open = approval, let rule = workflow.states[state].approval else { return false }
    log.append("refuse")
    // A step that was skipped leads on to where it would have led itself.
    var target = rule.steps[open.steps[open.current]].refusal
    while let step = target, !open.steps.contains(step) { target = rule.steps[step].refusal }
    guard let target, let place = open.steps.firstIndex(of: target) else {
      enter(rule.refusal, on: day)
      return true
    }
    (open.current, open.agreed) = (place, [])
    approval = open
    return true
  }
}
