import LookbackCore

extension Rejection {
  /// The field that the rejection is about; nil if it is about the command as a whole.
  var field: String? {
    switch self {
    case .missing(let fields): fields.first
    case .unknownCode(let field, _, _), .ambiguousCase(let field, _, _), .notUnique(let field, _, _, _),
      .illTyped(let field, _, _), .unknownField(let field, _), .unkeepable(let field):
      field
    case .unknownWorkflow, .runsAsTrack, .unknownCase, .unresolved, .unknownTrack, .unknownEvent, .notInThisState,
      .ambiguousTrack, .notAllowed, .barred, .barredSubstitute, .alreadyDecided, .decidedInOtherStep, .guardFailed,
      .guardErred,
      .tracksRunning, .firedByEngine, .stale, .inTheFuture, .beforeTheCase, .outOfOrder, .mayNotDateBack, .tooFarBack,
      .cannotExtend, .sameStart, .commandIDReused, .unfitCommandID, .cannotBeKept, .tooManySteps, .mend,
      .tooManySignals, .catchingUp, .registerFull, .nothingMoves, .nothingToMove, .cannotMove, .timerGone, .date:
      nil
    }
  }
}
