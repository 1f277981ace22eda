extension CalendarSource {
  /// Everything in which the source contradicts itself or the calendar it extends. What depends on the weekend is not
  /// checked where the source takes it from a calendar that is not given.
  package func contradictions(over parent: WorkCalendar?) -> [CalendarError] {
    let week = knownWeekend(parent).map(WeekPattern.init(weekend:))
    return headErrors + yearErrors(week, parent?.marks ?? [:]) + hourErrors(week) + recessErrors
  }

  /// The weekend that holds, if it is known and is one.
  private func knownWeekend(_ parent: WorkCalendar?) -> Set<Int>? {
    guard extends == parent?.name else { return nil }
    guard let weekend = weekend ?? parent?.weekend, Self.isWeekend(weekend) else { return nil }
    return weekend
  }

  private static func isWeekend(_ days: Set<Int>) -> Bool { days.isSubset(of: 1...7) && days.count < 7 }

  private var headErrors: [CalendarError] {
    var errors: [CalendarError] = []
    if version < 1 { errors.append(.badVersion(version)) }
    if let weekend, !Self.isWeekend(weekend) { errors.append(.badWeekend(weekend)) }
    if weekend == nil, extends == nil { errors.append(.missingWeekend(name)) }
    return errors
  }

  private func yearErrors(_ week: WeekPattern?, _ inherited: [Int: DayMark]) -> [CalendarError] {
    years.sorted { $0.key < $1.key }.flatMap { year, content -> [CalendarError] in
      guard (1...9999).contains(year) else { return [.badYear(year)] }
      var marks: [CivilDate: [DayMark]] = [:]
      for (date, mark) in content.days { marks[date, default: []].append(mark) }
      return marks.sorted { $0.key < $1.key }.compactMap { date, marks in
        date.year == year ? Self.error(on: date, marks, week, inherited) : .outsideYear(date, year: year)
      }
    }
  }

  private static func error(
    on date: CivilDate, _ marks: [DayMark], _ week: WeekPattern?, _ inherited: [Int: DayMark]
  ) -> CalendarError? {
    let works = marks.count { $0.isWorking }
    if works > 0, works < marks.count { return .bothHolidayAndWorking(date) }
    if marks.count > 1 { return .duplicatedDay(date) }
    guard works > 0, let week else { return nil }
    let day = Int(date.days)
    return inherited[day]?.isWorking ?? week.isWorking(day) ? .alreadyWorking(date) : nil
  }

  private func hourErrors(_ week: WeekPattern?) -> [CalendarError] {
    guard let workingHours, let week else { return [] }
    return (1...7).filter { week.works[$0 - 1] && workingHours.intervals[$0] == nil }.map { .missingHours(weekday: $0) }
  }

  private var recessErrors: [CalendarError] {
    recess.enumerated().compactMap { index, recess in
      guard recess.first <= recess.last else { return .backwardRecess(recess) }
      let overlaps = self.recess[..<index].contains { $0.first <= recess.last && recess.first <= $0.last }
      return overlaps ? .overlappingRecess(recess) : nil
    }
  }
}

extension CalendarSource {
  /// What the source says of single days, by the number of the day. A source without contradictions says one thing of
  /// each.
  var marks: [Int: DayMark] {
    years.values.flatMap(\.days).reduce(into: [:]) { marks, day in marks[Int(day.0.days)] = day.1 }
  }
}

extension CalendarSource.Year {
  fileprivate var days: [(CivilDate, DayMark)] {
    let rest = holidays.flatMap { holiday in
      holiday.dates.map { ($0, DayMark(isWorking: false, name: holiday.name)) }
    }
    return rest + makeUp.map { ($0.date, DayMark(isWorking: true, name: $0.holiday)) }
  }
}
