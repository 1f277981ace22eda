/// A case of a model workflow: what has happened in it and what it waits for.
struct ModelCase {
  struct Approval {
    /// Places of the steps that are asked, in order.
    var steps: [Int]
    var current = 0
    /// Who agreed at the current step.
    var agreed: [Int] = []
    var hasReminded = false
  }

  let workflow: ModelWorkflow
  var state = 0
  var entered = 0
  /// The last day on which anything happened.
  var now: Int
  var flag: Bool?
  var number: Int?
  var counts: [String: Int] = [:]
  var lastActor: [String: Int] = [:]
  var clocks: [String: ModelClock] = [:]
  var approval: Approval?
  /// Waits of this stay that are over.
  var waited: Set<String> = []
  /// Names of all events.
  var log: [String] = ["open"]
  /// Each reminder and notice of a breach: whom it told of what.
  var told: [String] = []

  init(_ workflow: ModelWorkflow, on day: Int) {
    self.workflow = workflow
    now = day
    enter(0, on: day)
    settle(on: day)
  }

  var isEnded: Bool { workflow.states[state].isFinal }

  func holds(_ condition: ModelWorkflow.Condition?) -> Bool {
    switch condition {
    case nil: true
    case .isTrue: flag == true
    case .isNotTrue: flag != true
    case .number(let wanted): number == wanted
    case .fewer(let event, let limit): counts[event, default: 0] < limit
    case .happened(let event): counts[event, default: 0] > 0
    }
  }

  mutating func enter(_ place: Int, on day: Int) {
    (state, entered, waited, approval) = (place, day, [], nil)
    for clock in workflow.clocks {
      if clock.stopsIn.contains(place) { stop(clock, on: day) }
      if case .state(place) = clock.start { clocks[clock.name] = ModelClock(started: day) }
      guard clock.pausesOn == nil else { continue }
      if clock.pausesIn.contains(place) { pause(clock, on: day) } else { resume(clock, on: day) }
    }
    guard let rule = workflow.states[place].approval else { return }
    approval = Approval(steps: rule.steps.indices.filter { holds(rule.steps[$0].condition) })
  }

  private mutating func stop(_ clock: ModelWorkflow.Clock, on day: Int) {
    guard clocks[clock.name]?.stopped == nil else { return }
    clocks[clock.name]?.stopped = day
  }

  private mutating func pause(_ clock: ModelWorkflow.Clock, on day: Int) {
    guard clocks[clock.name]?.isRunning == true else { return }
    clocks[clock.name]?.pauses.append(ModelClock.Pause(from: day))
  }

  private mutating func resume(_ clock: ModelWorkflow.Clock, on day: Int) {
    guard var run = clocks[clock.name], run.isPaused else { return }
    run.pauses[run.pauses.count - 1].to = day
    clocks[clock.name] = run
  }

  /// What an event does to the clocks, apart from what entering a state does.
  private mutating func touchClocks(_ event: String, on day: Int) {
    for clock in workflow.clocks {
      if case .event(event) = clock.start { clocks[clock.name] = ModelClock(started: day) }
      if clock.pausesOn == event { pause(clock, on: day) }
      if clock.resumesOn == event { resume(clock, on: day) }
    }
  }

  mutating func take(
    _ event: ModelWorkflow.Event, _ candidate: ModelWorkflow.Candidate, by role: Int?, on day: Int
  ) {
    log.append(event.name)
    counts[event.name, default: 0] += 1
    lastActor[event.name] = role
    if let value = candidate.setNumber { number = value }
    if candidate.clearsFlag { flag = nil }
    touchClocks(event.name, on: day)
    if let to = candidate.to { enter(to, on: day) }
  }

  /// What happens by itself, until nothing does.
  mutating func settle(on day: Int) {
    while !isEnded {
      if let rule = workflow.states[state].approval, let open = approval, open.current == open.steps.count {
        log.append("approved")
        enter(rule.approvedTo, on: day)
        continue
      }
      let next = workflow.states[state].events.first { event in
        if case .automatic(let condition) = event.trigger { holds(condition) } else { false }
      }
      guard let next else { return }
      take(next, next.candidates[0], by: nil, on: day)
    }
  }
}
