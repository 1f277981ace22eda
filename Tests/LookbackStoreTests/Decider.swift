import LookbackCore
import LookbackStore
import LookbackTime

/// Decides the commands of a locked batch one after the other, as the engine would.
struct Decider: Sendable {
  let library: Library
  let commands: [Command]
  /// What the test changes in what was decided.
  var change: @Sendable (inout BatchWrites) -> Void = { _ in }

  func writes(_ locked: LockedBatch) -> BatchWrites {
    var changes: [CaseID: CaseChange] = [:]
    var drawn: [RegisterKey: Int] = [:]
    for given in commands {
      let command = withPosts(given, locked)
      guard locked.done[.init(command)] == nil, isFree(command, locked) else { continue }
      let before = changes[command.target]?.transition.result ?? locked.cases[command.target]?.current
      let registers = locked.registers.merging(drawn) { $1 }
      let context = DecisionContext(
        library: library, moment: locked.moment, directory: command.names(in: library).assumed, registers: registers)
      guard let transition = try? decide(command, on: before, in: context) else { continue }
      drawn.merge(transition.drawn) { $1 }
      let result = transition.result
      let at = transition.events.last?.at ?? locked.moment
      let done = CaseChange.CommandDone(
        command: command, sequence: result.sequence, state: result.root.state, at: at)
      if let change = changes[command.target] {
        changes[command.target]?.transition = change.transition.followed(by: transition)
        changes[command.target]?.commands.append(done)
      } else {
        changes[command.target] = CaseChange(
          before: before?.sequence, transition: transition, commands: [done], definition: Matter.definition)
      }
    }
    var writes = BatchWrites(changes: changes.values.sorted { $0.id < $1.id }, registers: drawn)
    change(&writes)
    return writes
  }

  /// The registers that it draws from and that are not locked yet.
  func needs(_ locked: LockedBatch) -> BatchNeeds {
    BatchNeeds(registers: writes(locked).registers.keys.filter { locked.registers[$0] == nil }.sorted())
  }

  private func withPosts(_ command: Command, _ locked: LockedBatch) -> Command {
    guard case .person(let code, _, _) = command.actor else { return command }
    var command = command
    command.actor = .person(code: code, posts: (locked.posts[code] ?? []).active(on: locked.moment.utcDay))
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
