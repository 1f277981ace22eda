import LookbackTime

/// Deadlines counted day by day, as slowly and plainly as on a wall calendar: what the engine is compared with.
struct NaiveDeadline {
  var calendar: WorkCalendar
  var start: CivilDate
  var span: Span
  var counting: Counting
  /// Days on which the clock stands still.
  var paused: Set<CivilDate> = []

  /// The last day, of a span of days, weeks or working days.
  func due() throws -> CivilDate {
    var day = start
    if counting.start == .rolled { while !calendar.isWorking(day) { day = try day.adding(days: 1) } }
    if counting.start == .included { day = try day.adding(days: -1) }
    var left = span.unit == .weeks ? span.count * 7 : span.count
    while left > 0 {
      day = try day.adding(days: 1)
      let isWorked = span.unit != .workingDays || calendar.isWorking(day)
      if isWorked, !paused.contains(day) { left -= 1 }
    }
    return try rolled(day)
  }

  private func rolled(_ day: CivilDate) throws -> CivilDate {
    var day = day
    switch counting.last {
    case .asIs: break
    case .nextWorkingDay: while !calendar.isWorking(day) || paused.contains(day) { day = try day.adding(days: 1) }
    case .previousWorkingDay: while !calendar.isWorking(day) { day = try day.adding(days: -1) }
    case .dayAfterHoliday:
      while calendar.dayName(day) != nil && !calendar.isWorking(day) { day = try day.adding(days: 1) }
    }
    return day
  }
}
