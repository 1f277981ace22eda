import LookbackTime

/// Decides what a command does to a case, or says why it does nothing. Pure: the same arguments, the same answer.
///
/// `current` is the case as locked, nil only for a command that opens one.
package func decide(
  _ command: Command, on current: Case?, in context: DecisionContext
) throws(Rejection) -> Transition {
  switch command.request {
  case .open(let workflow, let data):
    return try Deliberation.opening(command, workflow: workflow, data: data, context)
  case .fire(let event, let track, let data):
    var deliberation = try Deliberation(command, on: current, context)
    try deliberation.catchUp()
    try deliberation.fire(event, track: track, data: data)
    return try deliberation.concluded()
  case .redate:
    var deliberation = try Deliberation(command, on: current, context)
    try deliberation.catchUp()
    try deliberation.redate()
    return try deliberation.concluded()
  case .move(let version, let definition):
    var deliberation = try Deliberation(command, on: current, context)
    try deliberation.catchUp()
    try deliberation.move(to: version, definition)
    return try deliberation.concluded()
  case .mend(let mend):
    var deliberation = try Deliberation(command, on: current, context)
    try deliberation.catchUp()
    try deliberation.mend(mend)
    return try deliberation.concluded()
  case .answerMend(let answer):
    var deliberation = try Deliberation(command, on: current, context)
    try deliberation.catchUp()
    try deliberation.answer(answer)
    return try deliberation.concluded()
  case .timer(let key, let due):
    var deliberation = try Deliberation(command, on: current, context)
    try deliberation.fireTimer(key, due: due)
    return try deliberation.concluded()
  }
}
