/// The last day of a clock, with every step that led to it.
package struct Deadline: Hashable, Sendable {
  /// The last day; `lapse` tells the moment. While the clock is paused, the last day as if the pause had no length.
  package let due: CivilDate
  /// The last day by the term alone, without pauses and extensions: what reports compare with.
  package let original: CivilDate
  /// When the last day is over.
  package let end: Counting.End
  /// A year was used whose holidays are not published yet.
  package let provisional: Bool
  /// The first day of the pause that still lasts: the clock cannot lapse.
  package let pausedSince: CivilDate?
  /// In the order in which they were taken; empty where nobody wanted to be told.
  package let steps: [ExplanationStep]
  /// When a term of hours is over; nil for one of days, which is over with its last day.
  let ends: Moment?
  /// When it was over by the term alone.
  private let originalEnds: Moment?

  init(
    due: CivilDate, original: CivilDate, end: Counting.End, provisional: Bool, pausedSince: CivilDate?,
    steps: [ExplanationStep], ends: (now: Moment, original: Moment)? = nil
  ) {
    self.due = due
    self.original = original
    self.end = end
    self.provisional = provisional
    self.pausedSince = pausedSince
    self.steps = steps
    self.ends = ends?.now
    originalEnds = ends?.original
  }

  /// Replays the facts under the rule. Spans of minutes and hours are refused: they have no last day.
  /// - Parameter isTold: whether the steps are kept; what comes out is the same, but costs less without them.
  package static func replay(
    _ facts: ClockFacts, _ rule: ClockRule, _ calendar: WorkCalendar, isTold: Bool = true
  ) throws(DateError) -> Deadline {
    var replay = try DeadlineReplay(facts, rule, calendar, isTold: isTold)
    return try replay.run()
  }

  /// A date that was set, not counted, and what happened to its clock since it was known. What an extension names from
  /// the start is counted from the date.
  package static func replay(
    _ facts: ClockFacts, setTo date: CivilDate, _ counting: Counting, law: String? = nil, _ calendar: WorkCalendar,
    isTold: Bool = true
  ) throws(DateError) -> Deadline {
    var replay = DeadlineReplay(facts, setTo: date, counting, law: law, calendar, isTold: isTold)
    return try replay.run()
  }

  /// A date that was set, not counted: it only rolls, if `last` says so.
  package static func fixed(
    _ date: CivilDate, last: Counting.Last = .asIs, end: Counting.End = .midnight, law: String? = nil,
    _ calendar: WorkCalendar, isTold: Bool = true
  ) throws(DateError) -> Deadline {
    var trail = ExplanationTrail(calendar: calendar, isTold: isTold)
    trail.add(.fixed(date))
    let due = try calendar.rolling(date, last)
    trail.roll(date, to: due, last)
    return trail.deadline(due: due, original: due, pausedSince: nil, end: end, law: law)
  }

  /// The first moment at which it is too late: when a term of hours is over, the legal midnight that ends the last day, or
  /// the close of business on it. A day of rest has no business hours and ends at midnight.
  package func lapse(in zone: TimeZoneRules, _ calendar: WorkCalendar) throws(DateError) -> Moment {
    if let ends { return ends }
    return try lapse(of: due, in: zone, calendar)
  }

  /// The same by the term alone, without pauses and extensions.
  package func originalLapse(in zone: TimeZoneRules, _ calendar: WorkCalendar) throws(DateError) -> Moment {
    if let originalEnds { return originalEnds }
    return try lapse(of: original, in: zone, calendar)
  }

  private func lapse(
    of day: CivilDate, in zone: TimeZoneRules, _ calendar: WorkCalendar
  ) throws(DateError) -> Moment {
    if end == .closeOfBusiness, let hours = calendar.workingHours, calendar.isWorking(day) {
      return zone.moment(date: day, secondsOfDay: hours.close(on: day))
    }
    return zone.startOfDay(try day.adding(days: 1))
  }
}
