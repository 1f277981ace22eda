import LookbackCore
import LookbackDefinition
import LookbackTime

/// How long a case can stay in a state, and what a step does with its clocks.
extension TimedWalk {
  /// The times after the longest possible stay in a state.
  func left(_ state: StateDefinition, _ times: Times) -> Times {
    var leaving = times
    leaving.change { frame in
      guard case .atMost(let latest) = stay(in: state, times.phases, frame) else { return }
      frame.now = frame.now.later(latest, measure)
    }
    return leaving
  }

  func isUntimed(_ state: StateDefinition, _ times: Times) -> Bool {
    guard !state.waitsWithoutLimit, state.approval?.due == nil else { return false }
    return !graph.workflow.hasTimer(in: state)
      && !times.phases.contains(.running)
  }

  /// Until when the case can stay in the state at the latest.
  func stay(in state: StateDefinition, _ phases: [Phase], _ frame: Frame) -> Limit {
    var latest: TermLength?
    var (given, corrected): (String?, String?)
    func limit(_ end: TermLength) {
      if latest.map({ end.weight(measure) < $0.weight(measure) }) ?? true { latest = end }
    }
    for (index, clock) in clocks.enumerated() where clock.isDuty {
      guard phases[index] == .running else { continue }
      let correction = AvailableAction.correct(clock.name)
      if !clock.isStatutory {
        given = given ?? clock.name
      } else if clock.correct == nil || isExcluded(correction, in: state) {
        limit(frame.ends[index])
      } else if once.contains(correction) {
        limit(clock.end(from: frame.ends[index]))
      } else {
        corrected = corrected ?? correction
      }
    }
    for event in graph.workflow.events(in: state) where event.leavesSurely {
      if let span = event.wait { limit(frame.entered.waiting(span)) }
    }
    if let due = state.approval?.due { limit(frame.entered.adding(due)) }
    if let latest { return .atMost(latest) }
    if let corrected { return .repeats(event: corrected, state: state.name) }
    return given.map { .givenDate(state: state.name, clock: $0) } ?? .openWait(state: state.name)
  }

  /// Whether ways on which this event happens are excluded.
  private func isExcluded(_ event: String, in state: StateDefinition) -> Bool {
    without.contains(event) || without.contains("\(state.name).\(event)")
  }

  /// The times after a step that does not start this clock.
  func kept(_ times: Times, _ index: Int, _ label: TimeGraph.Label, at target: Int) -> Times {
    var next = times
    let (stops, pauses) = (graph.stops[target][index], graph.pauses[target][index])
    next.happen(
      index, holds: label.holds.contains(index), resumes: label.resumes.contains(index), isPaused: pauses, terms,
      measure)
    if label.entered != nil { next.enter(index, stops: stops, pauses: pauses, terms, measure) }
    return next
  }

  /// The times after a step that starts this clock.
  func started(_ times: Times, _ index: Int, _ label: TimeGraph.Label, at target: Int) -> Times {
    var next = times
    let clock = clocks[index]
    if graph.stops[target][index], label.entered != nil || !clock.isStatutory {
      next.stop(index)
      return next
    }
    next.start(index, clock, isPaused: graph.pauses[target][index], terms)
    if label.holds.contains(index), clock.startsWithEvent { next.halt(index, as: .held, terms) }
    return next
  }
}
