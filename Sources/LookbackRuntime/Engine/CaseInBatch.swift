import LookbackCore
import LookbackStore
import LookbackTime

/// The current state of one case while a batch is decided.
struct CaseInBatch: Sendable {
  private(set) var current: Case?
  private(set) var lastMoment: Moment
  /// The index of this case's entry in the changes of the batch; nil while nothing of it is to be recorded.
  private(set) var changeIndex: Int?

  init(_ found: LockedCase?) {
    current = found?.current
    lastMoment = found?.lastMoment ?? Moment(microseconds: .min)
  }

  /// Adds the transition of one command to the changes of the batch. Later commands of the batch see the case as it is
  /// after it.
  mutating func add(
    _ transition: consuming Transition, of command: consuming Command, receipt: Receipt, definition: [UInt8],
    to changes: inout [CaseChange]
  ) {
    let before = current?.sequence
    current = transition.result
    lastMoment = transition.events.last?.at ?? lastMoment
    guard !transition.events.isEmpty else { return }
    let done = CaseChange.CommandDone(
      command: command, sequence: receipt.sequence, state: receipt.state, at: receipt.at)
    if let changeIndex {
      changes[changeIndex].transition = changes[changeIndex].transition.followed(by: transition)
      changes[changeIndex].commands.append(done)
    } else {
      changeIndex = changes.count
      changes.append(
        CaseChange(before: before, transition: transition, commands: [done], definition: definition))
    }
  }
}
