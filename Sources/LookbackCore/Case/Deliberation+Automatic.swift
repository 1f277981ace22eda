import LookbackCEL
import LookbackTime

extension Deliberation {
  /// Fires what holds by itself until nothing does.
  mutating func settle() throws(Rejection) {
    for _ in 0..<Self.stepLimit {
      try follow()
      guard let step = try nextStep() else { return }
      let cause = events.last?.on ?? context.library.date(at: context.moment, in: step.workflow)
      let date = date(following: cause, on: current.tracks[step.track.value], step.workflow)
      try take(
        step.event, step.candidate, on: step.track, step.workflow, date: date, actor: Actor.engine.description, [])
    }
    try follow()
    if try nextStep() != nil { throw .tooManySteps(limit: Self.stepLimit) }
  }

  private struct Step {
    let event: EventDefinition
    let candidate: Candidate
    let track: TrackID
    let workflow: Workflow
  }

  private func nextStep() throws(Rejection) -> Step? {
    for track in current.tracks where !track.isEnded {
      let workflow = try workflow(of: track)
      guard let state = workflow.state(track.state) else { continue }
      let events = workflow.events(in: state)
      guard events.contains(where: \.isAutomatic) else { continue }
      let view = view(of: track, workflow)
      for event in events where isReady(event, track, state, view) {
        let candidate = event.candidates.first { isOpen($0, event, view) }
        if let candidate {
          return Step(event: event, candidate: candidate, track: track.id, workflow: workflow)
        }
      }
    }
    return nil
  }

  private func isReady(
    _ event: EventDefinition, _ track: Track, _ state: StateDefinition, _ view: CaseView
  ) -> Bool {
    switch event.trigger {
    case .when(let condition): (try? view.holds(condition)) ?? false
    case .approval: current.isApproved(track, state)
    case .person, .after, .signal: false
    }
  }

  /// Whether an automatic event can go this way now.
  func isOpen(_ candidate: Candidate, _ event: EventDefinition, _ view: CaseView) -> Bool {
    (try? view.require(candidate.guards, for: event.name)) != nil
      && current.running(candidate.awaits, of: view.track).isEmpty
  }
}

extension EventDefinition {
  /// Fired by the engine as soon as something holds.
  fileprivate var isAutomatic: Bool {
    switch trigger {
    case .when, .approval: true
    case .person, .after, .signal: false
    }
  }
}

extension CaseView {
  func holds(_ condition: Guard) throws(Rejection) -> Bool {
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
