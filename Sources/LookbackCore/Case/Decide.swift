/// Decides what a command does to a case, or says why it does nothing. Pure: the same arguments, the same answer.
///
/// - Parameters:
///   - current: the case as locked, nil only for a command that opens one.
///   - schedules: what earlier decisions of the same batch have derived, and this one will have; it changes the time that
///     deciding takes and nothing else.
package func decide(
  _ command: Command, on current: Case?, in context: DecisionContext, _ schedules: inout ScheduleCache
) throws(Rejection) -> Transition {
  var deliberation = try Deliberation(command, on: current, context, &schedules)
  defer { deliberation.giveBack(&schedules) }
  try deliberation.perform()
  return try deliberation.concluded()
}

/// The same for one command alone.
package func decide(
  _ command: Command, on current: Case?, in context: DecisionContext
) throws(Rejection) -> Transition {
  var schedules = ScheduleCache()
  return try decide(command, on: current, in: context, &schedules)
}

extension Deliberation {
  /// Does what the command asks for. Whatever fell due before comes first; a timer is itself what falls due.
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
