package import LookbackCore
package import LookbackTime

/// A month of history: a partition, or a table of its own since it was taken out.
package struct HistoryMonth: Sendable, Hashable {
  /// By UTC.
  package var first: CivilDate
  /// The table its events stand in.
  package var table: String
  /// With its indexes, and the texts of a month that is out; nil: its tables are not in this database.
  package var bytes: Int64?
  /// The act that took it out; nil: it is a partition.
  package var detachment: Detachment?

  /// Such as `2021-03`.
  package var name: String { String(first.description.prefix(7)) }
}

/// The act that took a month of history out.
package struct Detachment: Sendable, Hashable {
  package var number: Int64
  package var person: String
  package var at: Moment
  package var events: Int64
  package var cases: Int64
  /// Of all that was recorded about it.
  package var digest: [UInt8]
  /// Whether what is recorded about it still has that digest.
  package var isSound: Bool
}

/// What the table of a month holds.
package struct MonthContent: Sendable, Hashable {
  package var events: Int64
  package var cases: Int64
  /// Nil: it is empty.
  package var first: CivilDate?
  package var last: CivilDate?
  /// Of its cases those that have not ended.
  package var openCases: Int64
  /// Of its cases those that have ended and are not archived.
  package var endedCases: Int64
}

/// A case that keeps a month from being taken out.
package struct MonthHolder: Sendable, Hashable {
  package var id: CaseID
  package var title: String
  package var hasEnded: Bool
}
