import LookbackCEL
import LookbackCore

/// Follows what a command did, and evaluates again the conditions that it met. Decisions depend on their values only,
/// so the results are the same.
struct CoverageObserver {
  private let library: Library
  private let context: DecisionContext
  private let command: Command
  private(set) var coverage: Coverage

  init(_ command: Command, _ context: DecisionContext, _ coverage: Coverage) {
    library = context.library
    self.context = context
    self.command = command
    self.coverage = coverage
  }

  mutating func observe(_ transition: Transition, since before: Case?) {
    var current =
      before
      ?? Case(id: transition.result.id, sequence: 0, opened: context.moment, tracks: [])
    for event in transition.events {
      observe(event, current)
      current.apply(event)
      observeChanges(event, current)
    }
    for track in current.tracks where !track.isEnded { observeWaiting(track, current) }
  }

  /// Observes the conditions that a refused command met.
  mutating func observeRefusal(on current: Case?) {
    guard let current, case .fire(let name, let id, let data) = command.request else { return }
    for track in current.tracks where id == nil || track.id == id {
      guard let workflow = library.workflow(track.workflow), let (event, state) = definition(name, track, workflow)
      else { continue }
      var given: [Change] = []
      for (field, raw) in data {
        guard let value = try? workflow.checked([field: raw], context.directory, by: .engine)[field] else { continue }
        given.append(.set(track.id, field: field, value))
      }
      observe(event, at: state, track, workflow, given, current)
    }
  }

  private mutating func observe(_ event: CaseEvent, _ current: Case) {
    guard let track = current.track(event.track), let workflow = library.workflow(track.workflow) else { return }
    let name = workflow.reference.name
    if let (definition, state) = definition(event.name, track, workflow) {
      coverage.fired(event.name, at: state, in: name)
      if case .when(let condition) = definition.trigger {
        coverage.found(true, condition.source, of: event.name, at: state, in: name)
      }
      observe(definition, at: state, track, workflow, event.changes, current)
    } else if workflow.clockEvents.contains(event.name) {
      coverage.fired(event.name, at: Coverage.clock, in: name)
    } else if event.name == AvailableAction.refuse, workflow.state(event.from)?.approval != nil {
      coverage.decided(Coverage.refusal, at: event.from, in: name)
    } else if let rule = workflow.lookBacks.first(where: { event.name == "due \($0.name)" }) {
      coverage.fired(event.name, at: Coverage.lookBack, in: name)
      if let condition = rule.condition {
        note(condition, of: rule.name, at: Coverage.lookBack, view(current, track, workflow))
      }
    }
  }

  /// Returns the state's own event of this name, or that of `anywhere`; nil if there is neither.
  private func definition(
    _ name: String, _ track: Track, _ workflow: Workflow
  ) -> (EventDefinition, state: String)? {
    if let own = workflow.state(track.state)?.event(name) { return (own, track.state) }
    return workflow.anywhere.first { $0.event.name == name }.map { ($0.event, Coverage.anywhere) }
  }

  /// Observes the guards of the candidates, in order, up to the first candidate whose guards hold.
  private mutating func observe(
    _ event: EventDefinition, at state: String, _ track: Track, _ workflow: Workflow, _ changes: [Change],
    _ current: Case
  ) {
    var track = track
    let inputs = Set(event.needs + event.takes)
    for case .set(track.id, let field, let value) in changes where inputs.contains(field) { track.data[field] = value }
    var preview = current
    preview.tracks[track.id.value] = track
    let view = view(preview, track, workflow)
    for candidate in event.candidates {
      let holds = candidate.guards.allSatisfy { note($0.condition, of: event.name, at: state, view) }
      if holds { return }
    }
  }

  private mutating func observeChanges(_ event: CaseEvent, _ current: Case) {
    for change in event.changes {
      switch change {
      case .opened(let opening): coverage.entered(opening.state, in: opening.workflow.name)
      case .entered(let id, let state):
        if let track = current.track(id) { coverage.entered(state, in: track.workflow.name) }
      case .approvalOpened(let id, let steps): observeApproval(id, steps, current)
      case .set, .cleared, .noted, .clockStarted, .clockPaused, .clockResumed, .clockExtended, .clockCorrected,
        .clockStopped, .clockRedated, .calendarAdopted, .clockDated, .clockMarked, .fired, .blocked, .freed,
        .clockContinued, .mendProposed, .mendSettled, .asked, .decided, .approvalReturned, .approvalClosed, .ended,
        .resumed, .removed, .moved, .clockCounted, .fieldRenamed:
        break
      }
    }
    guard let track = current.track(event.track) else { return }
    for decision in track.approval?.decisions ?? [] where decision.sequence == event.sequence {
      coverage.decided(Coverage.step(decision.step), at: event.from, in: track.workflow.name)
    }
  }

  private mutating func observeApproval(_ id: TrackID, _ steps: [Int], _ current: Case) {
    guard let track = current.track(id), let workflow = library.workflow(track.workflow),
      let rule = workflow.state(track.state)?.approval
    else { return }
    for (index, step) in rule.steps.enumerated() {
      guard let condition = step.condition else { continue }
      coverage.found(
        steps.contains(index), condition.source, of: Coverage.step(index), at: track.state, in: workflow.reference.name)
    }
  }

  /// Observes the conditions of the events that the engine would fire by itself in the track.
  private mutating func observeWaiting(_ track: Track, _ current: Case) {
    guard let workflow = library.workflow(track.workflow), let state = workflow.state(track.state) else { return }
    let view = view(current, track, workflow)
    for event in workflow.events(in: state) {
      let place = workflow.home(of: event.name, in: state) ?? Coverage.anywhere
      if case .when(let condition) = event.trigger { note(condition, of: event.name, at: place, view) }
    }
  }

  @discardableResult
  private mutating func note(_ condition: Guard, of name: String, at state: String, _ view: CaseView) -> Bool {
    guard let held = try? view.holds(condition) else { return false }
    coverage.found(held, condition.source, of: name, at: state, in: view.workflow.reference.name)
    return held
  }

  private func view(_ current: Case, _ track: Track, _ workflow: Workflow) -> CaseView {
    CaseView(
      current: current, track: track, workflow: workflow, actor: command.actor, sender: command.origin?.sender,
      context: context)
  }
}
