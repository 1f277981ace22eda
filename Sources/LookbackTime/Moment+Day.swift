extension Moment {
  package static let microsecondsPerHour: Int64 = 3_600_000_000
  package static let microsecondsPerDay = 24 * microsecondsPerHour

  /// The day by UTC, for what belongs to no workflow and so to no zone; the first or the last civil date for moments
  /// beyond them.
  package var utcDay: CivilDate { TimeZoneRules.utc.date(at: self) }
}

extension CivilDate {
  /// The moment at which this day begins by UTC.
  package var utcMidnight: Moment { TimeZoneRules.utc.startOfDay(self) }
}
