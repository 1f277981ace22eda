/// What a calendar file says, before it is checked: weekends, hours, recess, and the days of each published year.
package struct CalendarSource: Sendable, Equatable {
  /// Such as `cn-qinghai`.
  package var name: String
  /// 1 and up; a published version never changes.
  package var version: Int
  package var title: CalendarName
  /// The calendar that this one adds its own days to.
  package var extends: String?
  /// Days of the week on which nobody works, 1 Monday to 7 Sunday. A calendar that extends another has the other's
  /// weekend where this is nil.
  package var weekend: Set<Int>?
  /// By the civil year. A year that is missing is not published yet: dates in it are provisional.
  package var years: [Int: Year]
  /// When people work on a day that is worked. A calendar that extends another has the other's hours where this is nil.
  package var workingHours: WorkingHours?
  /// Working days with hours of their own, besides the week's, which may be those of the calendar that this one extends.
  package var hoursOfDays: [CivilDate: [WorkingHours.Interval]]
  /// Added to the recess of the calendar that this one extends.
  package var recess: [Recess]

  package init(
    name: String, version: Int, title: CalendarName = CalendarName(), extends: String? = nil,
    weekend: Set<Int>? = nil, years: [Int: Year] = [:], workingHours: WorkingHours? = nil,
    hoursOfDays: [CivilDate: [WorkingHours.Interval]] = [:], recess: [Recess] = []
  ) {
    self.hoursOfDays = hoursOfDays
    self.name = name
    self.version = version
    self.title = title
    self.extends = extends
    self.weekend = weekend
    self.years = years
    self.workingHours = workingHours
    self.recess = recess
  }

  /// One published year.
  package struct Year: Sendable, Equatable {
    /// The numbers of the notices that published it, such as 国办发明电〔2019〕16号.
    package var sources: [String]
    package var holidays: [Holiday]
    package var makeUp: [MakeUp]

    package init(sources: [String], holidays: [Holiday] = [], makeUp: [MakeUp] = []) {
      self.sources = sources
      self.holidays = holidays
      self.makeUp = makeUp
    }
  }

  /// Days of rest under one name.
  package struct Holiday: Sendable, Equatable {
    package var name: CalendarName
    package var dates: [CivilDate]

    package init(name: CalendarName, dates: [CivilDate]) {
      self.name = name
      self.dates = dates
    }
  }

  /// A day of the weekend on which people work, to make up for a longer holiday (调休).
  package struct MakeUp: Sendable, Equatable {
    package var date: CivilDate
    /// The holiday that it makes up for, where the notice says so.
    package var holiday: CalendarName?

    package init(date: CivilDate, holiday: CalendarName? = nil) {
      self.date = date
      self.holiday = holiday
    }
  }
}
