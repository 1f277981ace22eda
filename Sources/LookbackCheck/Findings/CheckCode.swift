import LookbackDefinition

/// What the checker finds in a workflow. The raw value is the code of the diagnostic and never changes.
enum CheckCode: String, CaseIterable {
  case unreachableState = "unreachable-state"
  case deadEnd = "dead-end"
  case neverEnds = "never-ends"
  case untimedWait = "untimed-wait"
  case joinNeverCompletes = "join-never-completes"
  case joinMayHang = "join-may-hang"
  case joinTwice = "join-completes-twice"
  case tracksLeft = "tracks-left-running"
  case automaticCycle = "automatic-cycle"
  case guardNeverHolds = "guard-never-holds"
  case candidatesOverlap = "candidates-overlap"
  case neverSet = "read-before-set"
  case mayBeMissing = "may-be-missing"
  case nobody = "nobody-can-be"
  case emptyApproval = "approval-asks-nobody"
  case unsatisfiable = "unsatisfiable"
  case understaffed = "understaffed"
  case fragile = "staff-too-few"
  case clockNeverStarts = "clock-never-starts"
  case clockStopsAtOnce = "clock-stops-at-once"
  case reminderTooEarly = "reminder-too-early"
  case reminderAfterBreach = "reminder-after-breach"
  case timerNeverFires = "timer-never-fires"
  case timerNotRetried = "timer-not-retried"
  case lookBackNever = "look-back-never"
  case eventNever = "event-never-possible"
  case candidateNever = "candidate-never-taken"
  case notProved = "not-proved"
  case badPromise = "bad-promise"
  case promiseRefuted = "promise-refuted"
  case unheardSignal = "unheard-signal"
  case tooLarge = "check-too-large"
  case recursiveTracks = "recursive-tracks"

  var severity: Diagnostic.Severity {
    switch self {
    case .unreachableState, .deadEnd, .neverEnds, .joinNeverCompletes, .joinTwice, .automaticCycle, .guardNeverHolds,
      .nobody, .emptyApproval, .unsatisfiable, .badPromise, .promiseRefuted, .clockNeverStarts,
      .clockStopsAtOnce:
      .error
    case .untimedWait, .joinMayHang, .tracksLeft, .candidatesOverlap, .neverSet, .mayBeMissing, .understaffed, .fragile,
      .reminderTooEarly, .reminderAfterBreach, .timerNeverFires, .timerNotRetried, .lookBackNever, .eventNever,
      .candidateNever, .notProved,
      .unheardSignal, .tooLarge,
      .recursiveTracks:
      .warning
    }
  }
}
