package import LookbackCore

/// What a bulk command reports while it runs.
package enum BulkReport: Sendable {
  /// A case that was picked, or on which the condition could not be evaluated, and that did not change.
  case refused(BulkRefusal)
  /// The counts so far; every case up to `last`, included, has its answer.
  case progress(BulkCount, last: CaseID)
}

/// A case for which a bulk command could not fire its event.
package struct BulkRefusal: Sendable {
  package enum Reason: Error, Sendable {
    case rejected(Rejection)
    /// The case has no track for the unit that the request names.
    case noTrack(unit: String)
    /// The condition could not be evaluated on the case; the text says why.
    case undecidable(String)
    /// The command could not be recorded although others could; the text says why.
    case failed(String)
  }
  package var id: CaseID
  package var title: String
  package var reason: Reason
}

/// How many cases a bulk command has read so far, and what it did with them.
package struct BulkCount: Sendable, Hashable {
  package var looked = 0
  /// The cases that the filter and the condition picked.
  package var picked = 0
  /// The cases whose event was fired or, in a dry run, would be.
  package var done = 0
  /// The cases whose event an earlier run under the same key had fired.
  package var replayed = 0
  package var refused = 0
}

/// Why a bulk command stopped before its end. It can be continued after the case `last`.
package struct BulkInterruption: Error, Sendable {
  package enum Reason: Sendable, Hashable {
    /// The engine takes no more commands; the text says why.
    case unavailable(String)
    /// Conditions and dry runs have taken all steps that one request may take.
    case stepsSpent
  }
  package var last: CaseID
  package var reason: Reason
}
