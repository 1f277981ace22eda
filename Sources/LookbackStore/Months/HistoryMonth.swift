package import LookbackCore
package import LookbackTime

/// A month of history: a partition, or a table of its own after it was detached.
package struct HistoryMonth: Sendable, Hashable {
  /// The first day of the month, in UTC.
  package var first: CivilDate
  /// The name of the table that holds the month's events.
  package var table: String
  /// The size with indexes and, if the month is detached, with its texts; nil if its tables are not in this database.
  package var bytes: Int64?
  /// The act that detached the month; nil if it is a partition.
  package var detachment: Detachment?

  /// The month in the form `2021-03`.
  package var name: String { String(first.description.prefix(7)) }
}

/// The act that detached a month of history.
package struct Detachment: Sendable, Hashable {
  package var number: Int64
  package var person: String
  package var at: Moment
  package var events: Int64
  package var cases: Int64
  /// The digest of everything that was recorded about the act.
  package var digest: [UInt8]
  /// Whether the record of the act still has that digest.
  package var isSound: Bool
}

/// The content of a month's table.
package struct MonthContent: Sendable, Hashable {
  package var events: Int64
  package var cases: Int64
  /// The day of the first event; nil if the table is empty. The same holds for `last`.
  package var first: CivilDate?
  package var last: CivilDate?
  /// How many of its cases have not ended.
  package var openCases: Int64
  /// How many of its cases have ended and are not archived.
  package var endedCases: Int64
}

/// A case that keeps a month from being detached.
package struct MonthHolder: Sendable, Hashable {
  package var id: CaseID
  package var title: String
  package var hasEnded: Bool
}
