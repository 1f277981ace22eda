import LookbackCore
import LookbackStore
import LookbackTime

/// A case in the hands of a batch, as it stands now.
struct CaseWork: Sendable {
  private(set) var current: Case?
  private(set) var lastMoment: Moment
  /// Of the case as it stands now, where the last decision has derived it.
  private(set) var outlook: CaseOutlook?
  /// Where among the recordings of the batch that of this case stands; nil while there is nothing to record.
  private var place: Int?
  var isRecorded: Bool { place != nil }

  init(_ found: LockedCase?) {
    current = found?.current
    lastMoment = found?.lastMoment ?? Moment(microseconds: .min)
  }

  /// Adds what one command did, and records it; further commands of the batch see it.
  mutating func add(
    _ transition: Transition, of command: Command, receipt: Receipt, definition: [UInt8],
    to recordings: inout [Recording]
  ) {
    let before = current
    current = transition.result
    outlook = transition.foresight.after.outlook
    lastMoment = transition.events.last?.at ?? lastMoment
    guard !transition.events.isEmpty else { return }
    let done = Recording.CommandDone(
      command: command, sequence: receipt.sequence, state: receipt.state, at: receipt.at)
    if let place {
      recordings[place].add(transition, done)
    } else {
      place = recordings.count
      recordings.append(
        Recording(
          before: before, after: transition.result, events: transition.events, messages: transition.messages,
          commands: [done], definition: definition, foresight: transition.foresight))
    }
  }
}

extension Recording {
  /// Goes on with a case that was recorded already.
  fileprivate mutating func add(_ transition: Transition, _ done: CommandDone) {
    after = transition.result
    foresight.after = transition.foresight.after
    events += transition.events
    messages += transition.messages
    commands.append(done)
  }
}
