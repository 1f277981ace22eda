import LookbackCore
import LookbackStore
import LookbackTime

/// A case in the hands of a batch, as it stands now.
struct CaseInBatch: Sendable {
  private(set) var current: Case?
  private(set) var lastMoment: Moment
  /// Where among the changes of the batch that of this case stands; nil while there is nothing to record.
  private(set) var place: Int?

  init(_ found: LockedCase?) {
    current = found?.current
    lastMoment = found?.lastMoment ?? Moment(microseconds: .min)
  }

  /// Adds what one command did to the changes of the batch; further commands of the batch see it.
  mutating func add(
    _ transition: Transition, of command: Command, receipt: Receipt, definition: [UInt8],
    to changes: inout [CaseChange]
  ) {
    let before = current?.sequence
    current = transition.result
    lastMoment = transition.events.last?.at ?? lastMoment
    guard !transition.events.isEmpty else { return }
    let done = CaseChange.CommandDone(
      command: command, sequence: receipt.sequence, state: receipt.state, at: receipt.at)
    if let place {
      changes[place].transition = changes[place].transition.followed(by: transition)
      changes[place].commands.append(done)
    } else {
      place = changes.count
      changes.append(
        CaseChange(before: before, transition: transition, commands: [done], definition: definition))
    }
  }
}
