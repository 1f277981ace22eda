import LookbackCore
import LookbackStore
import LookbackTime

/// Decides the commands of a locked batch one after the other, as the engine would.
struct Decider: Sendable {
  let library: Library
  let commands: [Command]
  /// What the test changes in the finished decision.
  var change: @Sendable (inout BatchDecision) -> Void = { _ in }

  func decision(_ locked: LockedBatch) -> BatchDecision {
    var recordings: [CaseID: Recording] = [:]
    var drawn: [RegisterKey: Int] = [:]
    for given in commands {
      let command = withPosts(given, locked)
      guard locked.done[.init(command)] == nil, isFree(command, locked),
        let moment = locked.moment
      else { continue }
      let before = recordings[command.target]?.after ?? locked.cases[command.target]?.current
      let registers = locked.registers.merging(drawn) { $1 }
      let context = DecisionContext(
        library: library, moment: moment, directory: command.names(in: library).assumed, registers: registers)
      guard let transition = try? decide(command, on: before, in: context) else { continue }
      drawn.merge(transition.drawn) { $1 }
      var recording =
        recordings[command.target]
        ?? Recording(
          before: locked.cases[command.target]?.current, after: transition.result, events: [], messages: [],
          commands: [],
          definition: Matter.definition)
      recording.after = transition.result
      recording.events += transition.events
      recording.messages += transition.messages
      let result = transition.result
      let at = transition.events.last?.at ?? moment
      recording.commands.append(
        .init(command: command, sequence: result.sequence, state: result.root.state, at: at))
      recordings[command.target] = recording
    }
    var decision = BatchDecision(
      recordings: recordings.values.sorted { $0.after.id < $1.after.id }, registers: drawn)
    change(&decision)
    return decision
  }

  /// The registers that it draws from and that are not locked yet.
  func needs(_ locked: LockedBatch) -> BatchNeeds {
    BatchNeeds(registers: decision(locked).registers.keys.filter { locked.registers[$0] == nil }.sorted())
  }

  private func withPosts(_ command: Command, _ locked: LockedBatch) -> Command {
    guard case .person(let code, _, _) = command.actor else { return command }
    var command = command
    command.actor = .person(code: code, posts: locked.posts[code] ?? [])
    return command
  }

  private func isFree(_ command: Command, _ locked: LockedBatch) -> Bool {
    keys(of: command).allSatisfy { locked.taken[$0] == nil || locked.taken[$0] == command.target }
  }

  func keys(of command: Command) -> [UniqueValue] {
    switch command.request {
    case .open(_, let data), .fire(_, _, let data):
      library.latest("matter").map { UniqueValue.all(of: data, in: $0) } ?? []
    case .timer, .redate, .move, .mend, .answerMend: []
    }
  }
}
