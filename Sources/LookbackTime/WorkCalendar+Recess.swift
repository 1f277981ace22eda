extension WorkCalendar {
  /// The recess that the day lies in, the calendar's own before those it inherits; nil on a day on which reminders go out.
  package func recess(on date: CivilDate) -> Recess? { recess.first { $0.contains(date) } }
}

extension WorkCalendar {
  /// The day itself, or the first day after the recess that it lies in; nil past the year 9999.
  package func afterRecess(_ date: CivilDate) -> CivilDate? {
    var date = date
    while let recess = recess(on: date) {
      guard let next = try? recess.last.adding(days: 1) else { return nil }
      date = next
    }
    return date
  }
}
