package import LookbackCore

/// What a sweep tells while it goes.
package enum BulkReport: Sendable {
  /// A case that was picked, or could not be judged, and that nothing was done to.
  case refused(SweepRefusal)
  /// So far; everything up to and with the case `last` has been dealt with.
  case progress(SweepCount, last: CaseID)
}

/// A case that a sweep could not move.
package struct SweepRefusal: Sendable {
  package enum Reason: Error, Sendable {
    case rejected(Rejection)
    /// It has no track for the unit that the sweep names.
    case noTrack(unit: String)
    /// The condition could not be answered for it.
    case undecidable(String)
    /// It could not be recorded though others were; the words say why.
    case failed(String)
  }
  package var id: CaseID
  package var title: String
  package var reason: Reason
}

/// How many cases a sweep has come by, by what became of them.
package struct SweepCount: Sendable, Hashable {
  package var looked = 0
  /// Those that filter and condition picked.
  package var picked = 0
  /// Those that were moved or, in a dry run, would be.
  package var done = 0
  /// Those that an earlier run of the same sweep had moved.
  package var replayed = 0
  package var refused = 0
}

/// Why a sweep stopped before its end: the same sweep can be told to go on behind the case `last`.
package struct SweepInterruption: Error, Sendable {
  package var last: CaseID
  package var reason: String
}
