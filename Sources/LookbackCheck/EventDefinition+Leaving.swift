import LookbackCEL
import LookbackCore
import LookbackDefinition

extension EventDefinition {
  /// Whether it surely leads out of the state, or into it anew, when its time has come: nothing refuses it, and nothing
  /// that it writes could fail, which would leave the case where it is.
  var leavesSurely: Bool {
    for candidate in candidates {
      guard candidate.target != nil, !candidate.mayFail else { return false }
      if candidate.guards.isEmpty, candidate.awaits.isEmpty { return true }
    }
    return false
  }
}

extension Candidate {
  /// Whether something that it writes may be impossible to work out, whatever is known of the case.
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
