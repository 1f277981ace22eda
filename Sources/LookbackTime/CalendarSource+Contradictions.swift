extension CalendarSource {
  /// Everything in which the source contradicts itself or the calendar it extends. What depends on the weekend is not
  /// checked where the source takes it from a calendar that is not given.
  package func contradictions(over parent: WorkCalendar?) -> [CalendarError] {
    let week = knownWeekend(parent).map(WeekPattern.init(weekend:))
    return headErrors + yearErrors(week, parent?.marks ?? [:]) + hourErrors(week) + dayErrors(week, parent)
      + recessErrors
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
    var errors: [CalendarError] = []
    for year in years.keys.sorted() {
      guard (1...9999).contains(year), let days = years[year]?.namedDays.sorted(by: { $0.date < $1.date }) else {
        errors.append(.badYear(year))
        continue
      }
      for index in days.indices where index == 0 || days[index - 1].date < days[index].date {
        let date = days[index].date
        let marks = days[index...].prefix { $0.date == date }
        let error = date.year == year ? Self.error(on: date, marks, week, inherited) : .outsideYear(date, year: year)
        if let error { errors.append(error) }
      }
    }
    return errors
  }

  /// What is wrong with a day under its own year, given everything that the year says of it.
  private static func error(
    on date: CivilDate, _ marks: ArraySlice<NamedDay>, _ week: WeekPattern?, _ inherited: [Int: DayMark]
  ) -> CalendarError? {
    let works = marks.contains { $0.mark.isWorking }
    if marks.count > 1 {
      return works && marks.contains { !$0.mark.isWorking } ? .bothHolidayAndWorking(date) : .duplicatedDay(date)
    }
    guard works, let week else { return nil }
    let day = Int(date.days)
    return inherited[day]?.isWorking ?? week.isWorking(day) ? .alreadyWorking(date) : nil
  }

  private func hourErrors(_ week: WeekPattern?) -> [CalendarError] {
    guard let workingHours, let week else { return [] }
    let missing = (1...7).filter { week.works[$0 - 1] && workingHours.intervals[$0] == nil }
    return missing.isEmpty ? [] : [.missingHours(weekdays: missing)]
  }

  /// What is wrong with the hours of single days.
  private func dayErrors(_ week: WeekPattern?, _ parent: WorkCalendar?) -> [CalendarError] {
    guard !hoursOfDays.isEmpty, extends == parent?.name else { return [] }
    do throws(DateError) { _ = try hours(over: parent) } catch { return [.badHours("\(error)")] }
    let (own, inherited) = (marks, parent?.marks ?? [:])
    return hoursOfDays.keys.sorted().compactMap { date in
      let day = Int(date.days)
      let works = (own[day] ?? inherited[day])?.isWorking ?? week?.isWorking(day) ?? true
      return works ? nil : .hoursOfRest(date)
    }
  }

  /// The hours that hold: the source's own week or the parent's, and the days that either names besides.
  func hours(over parent: WorkCalendar?) throws(DateError) -> WorkingHours? {
    guard !hoursOfDays.isEmpty else { return workingHours ?? parent?.workingHours }
    guard let week = workingHours ?? parent?.workingHours else {
      throw .badWorkingHours("single days have some and the week has none: give those of the week, too")
    }
    return try WorkingHours(week.intervals, days: week.days.merging(hoursOfDays) { $1 })
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
  /// A day that the source names, and what it says of it.
  fileprivate struct NamedDay {
    let date: CivilDate
    let mark: DayMark
  }

  /// What the source says of single days, by the number of the day. A source without contradictions says one thing of
  /// each.
  var marks: [Int: DayMark] {
    var marks: [Int: DayMark] = [:]
    for year in years.values {
      for day in year.namedDays { marks[Int(day.date.days)] = day.mark }
    }
    return marks
  }
}

extension CalendarSource.Year {
  fileprivate var namedDays: [CalendarSource.NamedDay] {
    var days: [CalendarSource.NamedDay] = []
    for holiday in holidays {
      let mark = DayMark(isWorking: false, name: holiday.name)
      for date in holiday.dates { days.append(CalendarSource.NamedDay(date: date, mark: mark)) }
    }
    for day in makeUp {
      days.append(CalendarSource.NamedDay(date: day.date, mark: DayMark(isWorking: true, name: day.holiday)))
    }
    return days
  }
}
