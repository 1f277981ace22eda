extension WorkCalendar {
  /// The recess that the day lies in, the calendar's own before those it inherits; nil on a day on which reminders go out.
  package func recess(on date: CivilDate) -> Recess? { recess.first { $0.contains(date) } }

  /// Whether reminders are silent on that day; whether it is counted is another question.
  package func isInRecess(_ date: CivilDate) -> Bool { recess(on: date) != nil }
}
