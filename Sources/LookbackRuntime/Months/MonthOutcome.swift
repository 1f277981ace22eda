package import LookbackAudit
package import LookbackStore

/// The result of taking a month of history out or of bringing one back.
package enum MonthOutcome: Sendable, Hashable {
  /// The act was done.
  case detached(HistoryMonth)
  case attached(HistoryMonth)
  /// The act would be done; this was a dry run.
  case detachable(HistoryMonth, MonthContent)
  case attachable(HistoryMonth)
  /// There was nothing to do.
  case alreadyOut(HistoryMonth)
  case alreadyIn(HistoryMonth)
  case refused(String, MonthRefusal)

  package var isRefusal: Bool {
    if case .refused = self { true } else { false }
  }
}

/// Why a month of history cannot be taken out or brought back.
package enum MonthRefusal: Sendable, Hashable {
  /// There is no table for this month.
  case unknown
  /// The office's clock has not passed the month's end by a day.
  case notOver
  /// The named earlier month is still a partition. Chains are taken out from their beginning, so it must go first.
  case earlierMonth(String)
  /// Cases that are not archived have events in the month; `some` names a few of them.
  case held(cases: Int64, some: [MonthHolder])
  /// A history that has events in the month is not sound.
  case faulty([ChainFault])
  /// The tables of the month are not in this database.
  case missingTables(HistoryMonth)
  /// The table does not hold the number of events that was taken out.
  case altered(found: Int64, expected: Int64)
  /// The record of the act that took the month out has been changed since.
  case alteredRecord
  /// The month was taken out, and events of it were recorded since.
  case partlyOut(events: Int64)
  /// The lock on history could not be had.
  case busy
}
