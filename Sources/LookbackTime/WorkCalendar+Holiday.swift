extension WorkCalendar {
  /// The name of the day of rest, or nil for weekends and working days.
  func holiday(_ date: CivilDate) -> CalendarName? {
    guard let mark = marks[Int(date.days)], !mark.isWorking else { return nil }
    return mark.name
  }

  /// A day of the weekend on which people work.
  func isMakeUp(_ date: CivilDate) -> Bool { marks[Int(date.days)]?.isWorking ?? false }

  /// The first day on or after the date that is not named as a holiday.
  func dayAfterHoliday(_ date: CivilDate) throws(DateError) -> CivilDate {
    var day = Int(date.days)
    while let mark = marks[day], !mark.isWorking { day += 1 }
    return try CivilDate(checking: day)
  }
}
