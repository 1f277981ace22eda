/// The time of day from which an event counts as happening later: an application at 17:00 or after it is tomorrow's.
package struct CutOff: Hashable, Sendable {
  /// The day that such an event counts for.
  package enum Day: String, CaseIterable, Hashable, Sendable {
    case nextDay = "next day"
    case nextWorkingDay = "next working day"
  }

  package var time: TimeOfDay
  package var day: Day

  package init(_ time: TimeOfDay, _ day: Day) {
    self.time = time
    self.day = day
  }
}

extension WorkCalendar {
  /// The day that an event counts for: the day on the wall at that moment, or a later one from the cut-off on. An event
  /// before the cut-off keeps its day also where nobody works on it: the start rule decides what that is worth.
  package func businessDate(
    of moment: Moment, in zone: TimeZoneRules, cutOff: CutOff?
  ) throws(DateError) -> CivilDate {
    let date = zone.date(at: moment)
    guard let cutOff, zone.secondsOfDay(at: moment) >= cutOff.time.seconds else { return date }
    let next = try date.adding(days: 1)
    switch cutOff.day {
    case .nextDay: return next
    case .nextWorkingDay: return try rolling(next, .nextWorkingDay)
    }
  }
}
