/// The last day of a clock, with every step that led to it.
package struct Deadline: Hashable, Sendable {
  /// The last day; the clock lapses at the legal midnight that ends it. While the clock is paused, the last day as if
  /// the pause had no length.
  package let due: CivilDate
  /// A year was used whose holidays are not published yet.
  package let provisional: Bool
  /// The first day of the pause that still lasts: the clock cannot lapse.
  package let pausedSince: CivilDate?
  /// In the order in which they were taken.
  package let steps: [ExplanationStep]

  /// Replays the facts under the rule. Spans of minutes and hours are refused: they have no last day.
  package static func replay(
    _ facts: ClockFacts, _ rule: ClockRule, _ calendar: WorkCalendar
  ) throws(DateError) -> Deadline {
    var replay = try DeadlineReplay(facts, rule, calendar)
    return try replay.run()
  }

  /// A date that was set, not counted: it only rolls, if `last` says so.
  package static func fixed(
    _ date: CivilDate, last: Counting.Last = .asIs, law: String? = nil, _ calendar: WorkCalendar
  ) throws(DateError) -> Deadline {
    var trail = ExplanationTrail(calendar: calendar)
    trail.add(.fixed(date))
    let due = try trail.roll(date, last)
    return trail.deadline(due: due, pausedSince: nil, law: law)
  }
}
