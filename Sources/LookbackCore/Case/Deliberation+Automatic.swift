package import LookbackCEL
import LookbackTime

extension Deliberation {
  /// Fires automatic events until none holds any more. An event that is refused is blocked, and the others continue.
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
    /// The timer of a wait that takes no time or is tried again; nil for other events.
    let scheduled: ScheduledTimer?

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
        let step = Step(
          event: event, track: track, workflow: workflow, scheduled: scheduledTimer(of: event, track, workflow))
        guard refused[step.act] != current.sequence, isReady(step, state, view), isPassable(event, view) else {
          continue
        }
        return step
      }
    }
    return nil
  }

  private func scheduledTimer(of event: EventDefinition, _ track: Track, _ workflow: Workflow) -> ScheduledTimer? {
    current.scheduledTimer(of: event, track, workflow, context.library)
  }

  private func isReady(_ step: Step, _ state: StateDefinition, _ view: CaseView) -> Bool {
    let isReady =
      switch step.event.trigger {
      case .when(let condition): (try? view.holds(condition)) ?? false
      case .approval: current.isApproved(step.track, state)
      case .after:
        step.scheduled.map { $0.timer.due <= context.moment && !step.track.fired.contains($0.mark) } ?? false
      case .person, .signal: false
      }
    return isReady && !step.track.hasDropped(step.event.name)
  }

  /// Whether the event has a candidate to take, or would have one but for an error. A wait that is over always passes:
  /// it happens, or its guards refuse it for good.
  private func isPassable(_ event: EventDefinition, _ view: CaseView) -> Bool {
    if case .after = event.trigger { return true }
    do { return try openCandidate(of: event, view) != nil } catch { return true }
  }

  private mutating func take(_ step: Step) throws(Rejection) {
    let today = context.library.date(at: context.moment, in: step.workflow)
    let date = date(following: events.last?.on ?? today, on: current.tracks[step.track.id.value], step.workflow)
    guard steps.count(on: step.track.id) else {
      spent.formUnion(steps.areAllSpent ? current.tracks.map(\.id) : [step.track.id])
      block(step.act, timer: step.scheduled?.mark, .tooManySteps(limit: StepCount.limit), date)
      return
    }
    if let scheduled = step.scheduled {
      try inTime(scheduled.timer.due) { deliberation throws(Rejection) in
        try deliberation.happen(scheduled, step.event, step.workflow, date: date)
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

  /// The first candidate that an event of the engine can take now; nil if there is none. The error of a guard is thrown
  /// only if no candidate is open.
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

  /// Releases the blocked events that are no longer due.
  private mutating func releaseUnwanted() throws(Rejection) {
    guard !events.isEmpty else { return }
    for track in current.tracks where !track.blocked.isEmpty {
      let workflow = try workflow(of: track)
      let view = view(of: track, workflow)
      for entry in track.blocked.entries {
        if let state = workflow.state(track.state),
          let event = workflow.events(in: state).first(where: { $0.name == entry.key })
        {
          let step = Step(
            event: event, track: track, workflow: workflow, scheduled: scheduledTimer(of: event, track, workflow))
          if step.scheduled?.mark == entry.value.timer, isReady(step, state, view), isPassable(event, view) { continue }
        }
        amend([.freed(track.id, event: entry.key)])
      }
    }
  }
}

extension EventDefinition {
  /// Whether the engine fires the event as soon as it holds. That includes a wait that takes no time or is to be tried
  /// again.
  fileprivate func isAutomatic(on track: Track) -> Bool {
    switch self.trigger {
    case .when, .approval: true
    case .after: isAtOnce || track.blocked[self.name] != nil
    case .person, .signal: false
    }
  }
}

/// The number of automatic steps at one instant. A definition that needs more than the limit has a cycle.
struct StepCount {
  /// The largest number for one track.
  static let limit = 100
  /// The largest number for all tracks of the case.
  private static let limitOfCase = 1_000

  private var ofTrack: [TrackID: Int] = [:]
  private var ofCase = 0

  var areAllSpent: Bool { ofCase >= Self.limitOfCase }

  /// Counts one more step.
  /// - Returns: false if no more steps are allowed.
  mutating func count(on track: TrackID) -> Bool {
    guard ofTrack[track, default: 0] < Self.limit, !areAllSpent else { return false }
    ofTrack[track, default: 0] += 1
    ofCase += 1
    return true
  }
}

extension CaseView {
  /// Returns whether the condition is true. Throws `guardErred` if it cannot be evaluated.
  package func holds(_ condition: Guard) throws(Rejection) -> Bool {
    try value(of: condition) == .bool(true)
  }

  func value(of expression: Guard) throws(Rejection) -> Value {
    do { return try expression.evaluate(in: self).value } catch {
      throw .guardErred(event: "", rule: expression.source, problem: error.description)
    }
  }

  /// - Throws: `guardFailed` with the first guard that does not hold and the values that it read, as far as the actor may
  ///   read them, or `guardErred`.
  func require(_ guards: [GuardRule], for event: String) throws(Rejection) {
    for rule in guards {
      let evaluation: Evaluation
      do { evaluation = try rule.condition.evaluate(in: self) } catch {
        throw .guardErred(event: event, rule: rule.condition.source, problem: error.description)
      }
      guard evaluation.value == .bool(true) else {
        throw .guardFailed(
          event: event, rule: rule.condition.source, otherwise: rule.otherwise,
          readings: readable(evaluation.readings))
      }
    }
  }

  /// Leaves out the readings that name a field which the actor may not read on one of the tracks.
  private func readable(_ readings: [Reading]) -> [Reading] {
    let hidden = current.tracks.reduce(into: Set<String>()) {
      $0.formUnion(current.hiddenFields(of: $1, from: actor, in: context.library))
    }
    guard !hidden.isEmpty else { return readings }
    return readings.filter { hidden.isDisjoint(with: $0.path.split(separator: ".").map(String.init)) }
  }
}
