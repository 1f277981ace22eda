import LookbackTime

/// What was found in clocks, reminders, timers and look-backs.
enum TimeFinding: CheckFinding {
  case clockNeverStarts(clock: String)
  case clockStopsAtOnce(clock: String)
  case reminderTooEarly(Span, term: Span)
  case reminderAfterBreach
  case timerNotRetried(event: String)
  /// The earlier event leaves the state after this span.
  case timerNeverFires(event: String, state: String, earlier: String, after: Span)
  case lookBackNever(event: String)
  case untimedWait(state: String)

  var code: CheckCode {
    switch self {
    case .clockNeverStarts: .clockNeverStarts
    case .clockStopsAtOnce: .clockStopsAtOnce
    case .reminderTooEarly: .reminderTooEarly
    case .reminderAfterBreach: .reminderAfterBreach
    case .timerNotRetried: .timerNotRetried
    case .timerNeverFires: .timerNeverFires
    case .lookBackNever: .lookBackNever
    case .untimedWait: .untimedWait
    }
  }
}
