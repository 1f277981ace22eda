/// How a jurisdiction counts: whether the first day counts, and where the last day goes when nobody works on it.
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
  }

  package var start: Start
  package var last: Last

  package init(start: Start, last: Last) {
    self.start = start
    self.last = last
  }

  /// Civil Code of China: the first day is not counted (article 201), months end on the corresponding day or the
  /// month's end (202), a last day that is a day of rest moves to the day after the rest (203).
  package static let civilCode = Counting(start: .excluded, last: .nextWorkingDay)

  /// A date that a notice announced: it stands as it was printed (Civil Code, article 204, leaves room for that).
  package static let announced = Counting(start: .excluded, last: .asIs)
}
