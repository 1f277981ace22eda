package import LookbackAudit
package import LookbackStore

/// What became of the wish to take a month of history out, or to bring one back.
package enum MonthOutcome: Sendable, Hashable {
  /// It was done.
  case detached(HistoryMonth)
  case attached(HistoryMonth)
  /// It would be done: a dry run.
  case detachable(HistoryMonth, MonthContent)
  case attachable(HistoryMonth)
  /// There is nothing to do.
  case alreadyOut(HistoryMonth)
  case alreadyIn(HistoryMonth)
  case refused(String, MonthRefusal)

  package var isRefusal: Bool {
    if case .refused = self { true } else { false }
  }
}

/// Why a month of history stays where it is.
package enum MonthRefusal: Sendable, Hashable {
  /// There is no table for this month.
  case unknown
  /// The office's clock has not left it for a day.
  case notOver
  /// This earlier month is a partition still: a chain is taken out from its beginning on.
  case earlierMonth(String)
  /// Cases that are not archived have events in it.
  case held(cases: Int64, some: [MonthHolder])
  /// Some history that goes through it is not sound.
  case faulty([ChainFault])
  /// Its tables are not in this database.
  case missingTables(HistoryMonth)
  /// Its table does not hold what was taken out.
  case altered(found: Int64, expected: Int64)
  /// What was recorded when it was taken out has been changed since.
  case alteredRecord
  /// It was taken out, and events of it were recorded since.
  case partlyOut(events: Int64)
  /// The lock on history could not be had.
  case busy
}
