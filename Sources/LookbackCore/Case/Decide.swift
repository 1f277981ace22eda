import LookbackCEL

/// Decides what a command does to a case. The function is pure: the same arguments give the same result.
/// - Parameters:
///   - current: the case as it was locked; nil only for a command that opens a case.
///   - schedules: a cache of what the decisions of a batch have derived. It changes how long a decision takes, and
///     nothing else.
/// - Throws: the `Rejection` that says why the command does nothing.
package func decide(
  _ command: Command, on current: Case?, in context: DecisionContext, _ schedules: inout ScheduleCache
) throws(Rejection) -> Transition {
  context.allowance?.spend(StepAllowance.ofDecision)
  do throws(Rejection) {
    var deliberation = try Deliberation(command, on: current, context, &schedules)
    defer { deliberation.giveBack(&schedules) }
    try deliberation.perform()
    return try deliberation.concluded()
  } catch {
    // What is refused to somebody who may not see the case must not tell that there is one.
    guard case .fire = command.request, let current, !current.isSeen(by: command.actor, in: context.library) else {
      throw error
    }
    throw .unknownCase
  }
}

/// Decides one command alone, without a cache.
package func decide(
  _ command: Command, on current: Case?, in context: DecisionContext
) throws(Rejection) -> Transition {
  var schedules = ScheduleCache()
  return try decide(command, on: current, in: context, &schedules)
}

extension Deliberation {
  /// Performs the request. Everything that fell due earlier happens first; a timer is itself something that fell due.
  fileprivate mutating func perform() throws(Rejection) {
    switch command.request {
    case .open(let workflow, let data): return try open(workflow, data)
    case .timer(let key, let due): return try fireTimer(key, due: due)
    case .fire, .redate, .move, .mend, .answerMend: try catchUp()
    }
    switch command.request {
    case .fire(let event, let track, let data): try fire(event, track: track, data: data)
    case .redate: try redate()
    case .move(let version, let definition): try move(to: version, definition)
    case .mend(let mend): try self.mend(mend)
    case .answerMend(let answer): try self.answer(answer)
    case .open, .timer: break
    }
  }
}
