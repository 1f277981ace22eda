/// What was found in the courses of a workflow through its states and events.
enum CourseFinding: CheckFinding {
  case unreachable(state: String)
  /// Nothing leaves the state: always, or only after the course that is shown.
  case deadEnd(state: String, isAlways: Bool)
  case noWayToEnd(from: String)
  /// The state is nil for an event of `anywhere`. Without an earlier event, which always comes first, no case comes to
  /// where the event could happen.
  case neverHappens(event: String, state: String?, earlier: String?)
  /// Candidates are numbered from 1.
  case neverTaken(number: Int, event: String)
  case endlessEvent(String)
  case unheardSignal(String)

  var code: CheckCode {
    switch self {
    case .unreachable: .unreachableState
    case .deadEnd: .deadEnd
    case .noWayToEnd: .neverEnds
    case .neverHappens: .eventNever
    case .neverTaken: .candidateNever
    case .endlessEvent: .automaticCycle
    case .unheardSignal: .unheardSignal
    }
  }
}
