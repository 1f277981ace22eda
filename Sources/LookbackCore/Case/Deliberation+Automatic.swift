package import LookbackCEL
import LookbackTime

extension Deliberation {
  /// Fires what holds by itself until nothing does. What cannot be done is blocked, and the rest goes on.
  mutating func settle() throws(Rejection) {
    steps = StepCount()
    askApprovers()
    try follow()
    while let step = try nextStep() {
      try take(step)
      askApprovers()
      try follow()
    }
    try releaseUnwanted()
  }

  private struct Step {
    let event: EventDefinition
    let track: Track
    let workflow: Workflow
    /// Of a wait: of no time, or tried again.
    let alarm: ScheduledTimer?

    var act: Act { Act(track: track.id, event: event.name) }
  }

  private func nextStep() throws(Rejection) -> Step? {
    for track in current.tracks where !track.isEnded && !spent.contains(track.id) {
      let workflow = try workflow(of: track)
      guard let state = workflow.state(track.state) else { continue }
      let automatic = workflow.events(in: state).filter { $0.isAutomatic(on: track) }
      guard !automatic.isEmpty else { continue }
      let view = view(of: track, workflow)
      for event in automatic {
        let step = Step(event: event, track: track, workflow: workflow, alarm: alarm(of: event, track, workflow))
        guard refused[step.act] != current.sequence, isReady(step, state, view), isPassable(event, view) else {
          continue
        }
        return step
      }
    }
    return nil
  }

  private func alarm(of event: EventDefinition, _ track: Track, _ workflow: Workflow) -> ScheduledTimer? {
    current.alarm(of: event, track, workflow, context.library)
  }

  private func isReady(_ step: Step, _ state: StateDefinition, _ view: CaseView) -> Bool {
    let isReady =
      switch step.event.trigger {
      case .when(let condition): (try? view.holds(condition)) ?? false
      case .approval: current.isApproved(step.track, state)
      case .after:
        step.alarm.map { $0.timer.due <= context.moment && !step.track.fired.contains($0.mark) } ?? false
      case .person, .signal: false
      }
    return isReady && !step.track.hasDropped(step.event.name)
  }

  /// Whether it can go some way, or would but for an error; a wait that is over happens or is refused for good.
  private func isPassable(_ event: EventDefinition, _ view: CaseView) -> Bool {
    if case .after = event.trigger { return true }
    do { return try openCandidate(of: event, view) != nil } catch { return true }
  }

  private mutating func take(_ step: Step) throws(Rejection) {
    let today = context.library.date(at: context.moment, in: step.workflow)
    let date = date(following: events.last?.on ?? today, on: current.tracks[step.track.id.value], step.workflow)
    guard steps.count(on: step.track.id) else {
      spent.formUnion(steps.areAllSpent ? current.tracks.map(\.id) : [step.track.id])
      block(step.act, timer: step.alarm?.mark, .tooManySteps(limit: StepCount.limit), date)
      return
    }
    if let alarm = step.alarm {
      try inTime(alarm.timer.due) { deliberation throws(Rejection) in
        try deliberation.happen(alarm, step.event, step.workflow, date: date)
      }
      return
    }
    try attempt(step.act, timer: nil, date) { deliberation throws(Rejection) in
      let track = deliberation.current.tracks[step.track.id.value]
      let view = deliberation.view(of: track, step.workflow)
      guard let candidate = try deliberation.openCandidate(of: step.event, view) else { return }
      try deliberation.take(
        step.event, candidate, on: track.id, step.workflow, date: date, actor: Actor.engine.description, [])
    }
  }

  /// The first way that an event of the engine can go now; an error of a guard is told only where none is open.
  func openCandidate(of event: EventDefinition, _ view: CaseView) throws(Rejection) -> Candidate? {
    var problem: Rejection?
    for candidate in event.candidates {
      do throws(Rejection) {
        try view.require(candidate.guards, for: event.name)
        if current.running(candidate.awaits, of: view.track).isEmpty { return candidate }
      } catch {
        if case .guardErred = error { problem = problem ?? error }
      }
    }
    if let problem { throw problem }
    return nil
  }

  /// What was blocked and is wanted no longer is not waited for.
  private mutating func releaseUnwanted() throws(Rejection) {
    guard !events.isEmpty else { return }
    for track in current.tracks where !track.blocked.isEmpty {
      let workflow = try workflow(of: track)
      let view = view(of: track, workflow)
      for entry in track.blocked.entries {
        if let state = workflow.state(track.state),
          let event = workflow.events(in: state).first(where: { $0.name == entry.key })
        {
          let step = Step(event: event, track: track, workflow: workflow, alarm: alarm(of: event, track, workflow))
          if step.alarm?.mark == entry.value.timer, isReady(step, state, view), isPassable(event, view) { continue }
        }
        amend([.freed(track.id, event: entry.key)])
      }
    }
  }
}

extension EventDefinition {
  /// Fired by the engine as soon as something holds: a wait, too, that takes no time or is to be tried again.
  fileprivate func isAutomatic(on track: Track) -> Bool {
    switch trigger {
    case .when, .approval: true
    case .after: isAtOnce || track.blocked[name] != nil
    case .person, .signal: false
    }
  }
}

/// How many automatic steps were taken at one instant: a definition that needs more of them is in a circle.
struct StepCount {
  /// Of one track.
  static let limit = 100
  /// Of all tracks of the case.
  private static let limitOfCase = 1_000

  private var ofTrack: [TrackID: Int] = [:]
  private var ofCase = 0

  var areAllSpent: Bool { ofCase >= Self.limitOfCase }

  /// Counts one more; false if there may be no more.
  mutating func count(on track: TrackID) -> Bool {
    guard ofTrack[track, default: 0] < Self.limit, !areAllSpent else { return false }
    ofTrack[track, default: 0] += 1
    ofCase += 1
    return true
  }
}

extension CaseView {
  package func holds(_ condition: Guard) throws(Rejection) -> Bool {
    try value(of: condition) == .bool(true)
  }

  func value(of expression: Guard) throws(Rejection) -> Value {
    do { return try expression.evaluate(in: self).value } catch {
      throw .guardErred(event: "", rule: expression.source, problem: error.description)
    }
  }

  /// Refuses with the first guard that does not hold, and the values it read.
  func require(_ guards: [GuardRule], for event: String) throws(Rejection) {
    for rule in guards {
      let evaluation: Evaluation
      do { evaluation = try rule.condition.evaluate(in: self) } catch {
        throw .guardErred(event: event, rule: rule.condition.source, problem: error.description)
      }
      guard evaluation.value == .bool(true) else {
        throw .guardFailed(
          event: event, rule: rule.condition.source, otherwise: rule.otherwise, readings: evaluation.readings)
      }
    }
  }
}
