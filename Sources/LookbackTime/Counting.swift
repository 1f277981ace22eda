/// How a jurisdiction counts: whether the first day counts, where the last day goes when nobody works on it, when a day
/// is over, and what a pause is worth.
package struct Counting: Hashable, Sendable {
  /// What the day of the starting event is worth.
  package enum Start: String, CaseIterable, Hashable, Sendable {
    /// The day of the event is not counted; the next day is the first.
    case excluded
    /// The day of the event is the first.
    case included
    /// The event counts as happening on the first working day on or after its day; that day is not counted.
    case rolled
  }

  /// Where a last day goes that is no working day.
  package enum Last: String, CaseIterable, Hashable, Sendable {
    case asIs = "as is"
    case nextWorkingDay = "next working day"
    case previousWorkingDay = "previous working day"
    /// Only a day that the calendar names as a holiday moves, to the first day that it does not name; weekends that
    /// no notice names stay, and may be where a holiday's last day goes.
    ///
    /// This is the narrow reading of article 203 of the Civil Code of China: the end of a period that falls on a
    /// statutory day of rest (法定休假日) is the day after that rest ends. The wide reading, which takes weekends as
    /// statutory days of rest too, comes to the next working day, and is the default of `civilCode`.
    case dayAfterHoliday = "day after the holiday"
  }

  /// When the last day is over.
  package enum End: String, CaseIterable, Hashable, Sendable {
    /// At the legal midnight that ends it (24:00).
    case midnight
    /// When the office closes, where the calendar has working hours (Civil Code, article 203, second paragraph);
    /// at midnight on a day of rest, which has no hours, and in a calendar that names none.
    case closeOfBusiness = "close of business"
  }

  /// What is counted of a pause.
  package enum PausedDays: String, CaseIterable, Hashable, Sendable {
    case days
    case workingDays = "working days"
  }

  package var start: Start
  package var last: Last
  package var end: End
  /// Nil: working days where the span counts working days, days otherwise.
  package var pauses: PausedDays?
  /// From when on an event counts as happening on a later day; nil if a day is open until midnight.
  package var cutOff: CutOff?

  package init(
    start: Start, last: Last, end: End = .midnight, pauses: PausedDays? = nil, cutOff: CutOff? = nil
  ) {
    self.start = start
    self.last = last
    self.end = end
    self.pauses = pauses
    self.cutOff = cutOff
  }

  /// Civil Code of China: the first day is not counted (article 201), months end on the corresponding day or the
  /// month's end (202), a last day that is a day of rest moves to the day after the rest (203).
  package static let civilCode = Counting(start: .excluded, last: .nextWorkingDay)

  /// A date that a notice announced: it stands as it was printed (Civil Code, article 204, leaves room for that).
  package static let announced = Counting(start: .excluded, last: .asIs)
}
