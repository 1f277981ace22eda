import LookbackCore

/// What a batch has to tell others once it is recorded.
struct NotableFacts: Sendable {
  /// An event that became due, or that the engine should fire, and that could not happen.
  struct Blocked: Sendable {
    let target: CaseID
    let event: String
    let obstacle: Obstacle
  }

  private(set) var hasSignals = false
  private(set) var blocked: [Blocked] = []

  /// Takes what is notable from one transition. Nearly none has anything, so the events are looked at in place.
  mutating func note(_ transition: Transition) {
    for index in transition.messages.indices where transition.messages[index].topic == .signal { hasSignals = true }
    for index in transition.events.indices where transition.events[index].isBlockage {
      for case .blocked(_, let event, _, let obstacle) in transition.events[index].changes {
        blocked.append(Blocked(target: transition.result.id, event: event, obstacle: obstacle))
      }
    }
  }
}
