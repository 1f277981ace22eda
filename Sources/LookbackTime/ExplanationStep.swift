/// One step of working a deadline out.
package enum ExplanationStep: Hashable, Sendable {
  /// The event that started the clock, and how its day counts.
  case started(CivilDate, Counting.Start)
  /// The start moved to a working day; the name of the day of rest, if it has one.
  case startRolled(from: CivilDate, to: CivilDate, name: CalendarName?)
  /// The date was set, not counted.
  case fixed(CivilDate)
  /// The span was counted off, up to and including the last day.
  case counted(Span, last: CivilDate)
  /// Days of rest with a name that a count of working days passed over.
  case skipped(from: CivilDate, to: CivilDate, name: CalendarName)
  /// A weekend day that a count of working days counted.
  case worked(CivilDate, name: CalendarName?)
  /// A pause moved the last day; `days` are working days if the clock counts working days.
  case paused(from: CivilDate, until: CivilDate, days: Int, last: CivilDate)
  /// A pause that still lasts.
  case pausedSince(CivilDate)
  /// An extension, and the last day after it.
  case extended(ClockFacts.Extension, last: CivilDate)
  /// The last day moved because nobody works on it; the name of the day of rest, if it has one.
  case rolled(from: CivilDate, to: CivilDate, name: CalendarName?)
  /// A year that was used and is not published yet.
  case unpublished(year: Int)
  /// The calendar that was used.
  case calendar(name: String, version: Int)
  /// The article that sets the term.
  case law(String)
  /// The result.
  case due(CivilDate)
}
