import LookbackCEL
import LookbackTime

extension Deliberation {
  /// Fires what holds by itself until nothing does.
  mutating func settle() throws(Rejection) {
    for _ in 0..<Self.stepLimit {
      try follow()
      guard let step = try nextStep() else { return }
      let date = events.last?.on ?? context.library.date(at: context.moment, in: step.workflow)
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
      let view = view(of: track, workflow)
      for event in state.events where isReady(event, track, state, view) {
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

  /// Fires a timer that the case, as locked, still holds.
  mutating func fireTimer(_ key: String, due: Moment) throws(Rejection) {
    guard let timer = current.alarms(in: context.library).first(where: { $0.timer.key == key }),
      timer.timer.due == due, due <= context.moment
    else { throw .timerGone(key: key) }
    let track = current.tracks[timer.track.value]
    let workflow = try workflow(of: track)
    let date = context.library.date(at: due, in: workflow)
    let fired = Change.fired(track.id, timer: timer.mark)
    if case .event(let event) = timer.kind {
      let view = view(of: track, workflow)
      for candidate in event.candidates where isOpen(candidate, event, view) {
        try take(event, candidate, on: track.id, workflow, date: date, actor: "engine", [fired])
        return
      }
    }
    record(timer.eventName, on: track.id, from: track.state, to: track.state, date: date, actor: "engine", [fired])
    announce(timer, track, workflow)
  }

  private mutating func announce(_ alarm: Alarm, _ track: Track, _ workflow: Workflow) {
    switch alarm.kind {
    case .reminder(let clock, let reminder, let due):
      tell(.reminder, addresses(reminder.tell, track), on: track.id, about: clock.name, due: due)
    case .breach(let clock, let due):
      tell(.overdue, addresses(clock.breach?.tell ?? [], track), on: track.id, about: clock.name, due: due)
      send(clock.breach?.effects ?? [], alarm.eventName, on: track.id, workflow)
    case .approvalReminder(let reminder, let due):
      tell(.reminder, addresses(reminder.tell, track), on: track.id, about: track.state, due: due)
    case .approvalDue(let breach, let due):
      tell(.reminder, addresses([.approvers], track), on: track.id, about: track.state, due: due)
      tell(.overdue, addresses(breach?.tell ?? [], track), on: track.id, about: track.state, due: due)
      send(breach?.effects ?? [], alarm.eventName, on: track.id, workflow)
    case .lookBack(let rule):
      guard isWanted(rule, track, workflow) else { return }
      let office = rule.who.flatMap { current.addresses(ofRole: $0, from: track, in: workflow) }
      tell(.lookBack, office, on: track.id, about: rule.name)
    case .lookBackReminder(let rule, let reminder, let due):
      guard isWanted(rule, track, workflow) else { return }
      tell(.reminder, addresses(reminder.tell, track), on: track.id, about: rule.name, due: due)
    case .event: break
    }
  }

  private func isWanted(_ rule: LookBackRule, _ track: Track, _ workflow: Workflow) -> Bool {
    guard let condition = rule.condition else { return true }
    return (try? view(of: track, workflow).holds(condition)) ?? false
  }

  /// Whether an automatic event can go this way now.
  private func isOpen(_ candidate: Candidate, _ event: EventDefinition, _ view: CaseView) -> Bool {
    (try? view.require(candidate.guards, for: event.name)) != nil
      && current.running(candidate.awaits, of: view.track).isEmpty
  }

  private func addresses(_ recipients: [Recipient], _ track: Track) -> [Message.Address] {
    recipients.flatMap { current.addresses(of: $0, from: track, in: context.library) }
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
