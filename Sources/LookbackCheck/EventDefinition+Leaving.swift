import LookbackCEL
import LookbackCore
import LookbackDefinition

extension EventDefinition {
  /// Whether the event surely leaves the state, or enters it again, when its time has come: no guard refuses it, and no
  /// assignment can fail, which would leave the case in its state.
  var leavesSurely: Bool {
    for candidate in self.candidates {
      guard candidate.target != nil, !candidate.mayFail else { return false }
      if candidate.guards.isEmpty, candidate.awaits.isEmpty { return true }
    }
    return false
  }
}

extension Candidate {
  /// Whether an assignment can fail, whatever is known of the case.
  fileprivate var mayFail: Bool {
    if let number, number.register.contains("{") { return true }
    return assignments.contains { PartialGuard($0.value).answer(in: Anything()).mayFail }
  }

  private struct Anything: PartialEnvironment {
    var trustsTypes: Bool { true }
    func known(at path: [String]) -> Known? { .anything }
    func known(calling function: String, _ argument: Value?) -> Known? { function == "clock" ? nil : .present }
  }
}
