package import LookbackTime

/// One line of input, understood.
enum Question {
  case deadline(ClockFacts, ClockRule, WorkCalendar)
  case count(from: CivilDate, to: CivilDate, included: Bool, WorkCalendar)
}

extension WorkCalendar {
  /// Working days from one date to another: the later one counts, the earlier one only if it is included. Negative if
  /// the second date is the earlier one.
  package func workingDays(from: CivilDate, to: CivilDate, included: Bool) -> Int {
    guard to >= from else { return -workingDays(from: to, to: from, included: included) }
    return workingDays(from: from, to: to) + (included && isWorking(from) ? 1 : 0)
  }
}
