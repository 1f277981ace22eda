/// One step of working a deadline out.
package enum ExplanationStep: Hashable, Sendable {
  /// The start was recorded wrongly at first, and corrected on a later day.
  case corrected(from: CivilDate, to: CivilDate, on: CivilDate)
  /// The event that started the clock, and how its day counts.
  case started(CivilDate, Counting.Start)
  /// The moment from which a term of hours runs.
  case began(WallTime)
  /// The day on which the start was recorded, where that is another.
  case recorded(CivilDate)
  /// The start moved to a working day; the name of the day of rest, if it has one.
  case startRolled(from: CivilDate, to: CivilDate, name: CalendarName?)
  /// The date was set, not counted.
  case fixed(CivilDate)
  /// The span was counted off, up to and including the last day.
  case counted(Span, last: CivilDate)
  /// The hours were counted off, up to this moment.
  case ran(Span, until: WallTime)
  /// Days of rest with a name that a count of working days passed over.
  case skipped(from: CivilDate, to: CivilDate, name: CalendarName)
  /// Days of rest without a name that a count of working days passed over.
  case weekends(from: CivilDate, to: CivilDate, days: Int)
  /// A weekend day that a count of working days counted.
  case worked(CivilDate, name: CalendarName?)
  /// A pause moved the last day; `days` are working days if `working` says so.
  case paused(from: CivilDate, until: CivilDate, days: Int, working: Bool, last: CivilDate)
  /// A pause moved the end of a term of hours.
  case stood(from: WallTime, until: WallTime, end: WallTime)
  /// A pause began after the last day and before the day to which it rolls; that day is passed over.
  case held(from: CivilDate, until: CivilDate, last: CivilDate)
  /// A pause that still lasts.
  case pausedSince(CivilDate)
  /// The term that an extension may not exceed, and the last day that it allows.
  case capped(Span, last: CivilDate, fromStart: Bool = true)
  /// An extension, and the last day after it.
  case extended(ClockFacts.Extension, last: CivilDate)
  /// An extension of a term of hours, and its end after it.
  case prolonged(ClockFacts.Extension, end: WallTime)
  /// The last day moved because nobody works on it; the name of the day of rest, if it has one.
  case rolled(from: CivilDate, to: CivilDate, name: CalendarName?)
  /// A year that was used and is not published yet.
  case unpublished(year: Int)
  /// The calendar that was used.
  case calendar(name: String, version: Int)
  /// A calendar that the one before it extends: what it says of a day holds there, too, unless that one says otherwise.
  case parent(name: String, version: Int, of: String)
  /// The article that sets the term.
  case law(String)
  /// The result.
  case due(CivilDate, Counting.End = .midnight)
  /// The result of a term of hours: the first moment at which it is too late.
  case dueAt(WallTime)
}
