import LookbackCore
import LookbackStore
import LookbackTime

/// A case in the hands of a batch: as it was found, as it stands now, and what is to be recorded of the way between.
struct CaseWork: Sendable {
  let before: Case?
  private(set) var current: Case?
  private(set) var lastMoment: Moment
  private(set) var recording: Recording?
  /// Of the case as it stands now, where the last decision has derived it.
  private(set) var outlook: CaseOutlook?

  init(_ found: LockedCase?) {
    before = found?.current
    current = found?.current
    lastMoment = found?.lastMoment ?? Moment(microseconds: .min)
  }

  /// Adds what one command did; further commands of the batch see it.
  mutating func add(_ transition: Transition, of command: Command, definition: [UInt8]) {
    current = transition.result
    outlook = transition.foresight.after.outlook
    lastMoment = transition.events.last?.at ?? lastMoment
    guard !transition.events.isEmpty else { return }
    var all =
      recording
      ?? Recording(
        before: before, after: transition.result, events: [], messages: [], commands: [], definition: definition)
    if recording == nil { all.foresight.before = transition.foresight.before }
    all.foresight.after = transition.foresight.after
    all.after = transition.result
    all.events += transition.events
    all.messages += transition.messages
    all.commands.append(Recording.CommandDone(command: command, sequence: transition.result.sequence))
    recording = all
  }
}
